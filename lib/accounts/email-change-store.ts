import { database } from "#lib/db/client.ts";
import { newId } from "#lib/db/new-id.ts";
import { sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import { type AccountEvent, announce, eventRow } from "#lib/events/record.ts";
import type { KeptSession } from "#lib/sessions/keep-session.ts";
import { changeSecurity, type SecurityChanged } from "./security-change-store.ts";

/** The change of address that waits for its confirmation. */
export type PendingChange = { readonly id: string; readonly newEmail: string; readonly requestedAt: Date };

/** The pending change of a user, or null. */
export async function findPendingChange(userId: string): Promise<PendingChange | null> {
  return database().prisma.emailChange.findFirst({
    where: { userId, state: "pending" },
    select: { id: true, newEmail: true, requestedAt: true },
  });
}

/** A wish to move to another address. */
export type Wish = {
  readonly userId: string;
  readonly securityVersion: bigint;
  readonly oldEmail: string | null;
  readonly newEmail: string;
  readonly event: AccountEvent;
};

/**
 * Notes the wish, in place of an earlier one, and keeps the event, in one statement; one pending change a user. The same
 * wish again keeps its id. `isRepeated`: the same one was made within the last minute, so its mail is on its way. Null, and
 * nothing is noted, when the account was deleted or its version has risen meanwhile.
 */
export async function insertChange(
  unit: Unit,
  { userId, securityVersion, oldEmail, newEmail, event }: Wish,
): Promise<{ readonly id: string; readonly isRepeated: boolean } | null> {
  const [row] = await unit.tx.$queryRaw<{ id: string; isRepeated: boolean }[]>`
    WITH before AS (
      SELECT new_email, requested_at FROM email_changes WHERE user_id = ${userId}::uuid AND state = 'pending'
    ), owner AS MATERIALIZED (
      SELECT id FROM users WHERE id = ${userId}::uuid AND security_version = ${securityVersion}::bigint FOR KEY SHARE
    ), noted AS (${eventRow(event, sql`FROM owner`)})
    INSERT INTO email_changes AS e (id, user_id, old_email, new_email)
    SELECT ${newId()}::uuid, owner.id, ${oldEmail}, ${newEmail} FROM owner
    ON CONFLICT (user_id) WHERE state = 'pending' DO UPDATE
      SET id = CASE WHEN e.new_email = excluded.new_email THEN e.id ELSE excluded.id END,
          old_email = excluded.old_email, new_email = excluded.new_email, requested_at = now()
    RETURNING id, EXISTS (
      SELECT 1 FROM before WHERE new_email = ${newEmail} AND requested_at > now() - interval '60 seconds') AS "isRepeated"`;
  if (!row) return null;
  await announce(unit, event);
  return row;
}

/** Cancels the pending change of the event's user and keeps the event, if there was one. */
export async function cancelChange(unit: Unit, event: AccountEvent): Promise<void> {
  const count = await unit.tx.$executeRaw`
    WITH cancelled AS (
      UPDATE email_changes SET state = 'cancelled' WHERE user_id = ${event.userId}::uuid AND state = 'pending' RETURNING id
    ) ${eventRow(event, sql`FROM cancelled`)}`;
  if (count > 0) await announce(unit, event);
}

/** A move to the pending address. */
export type Move = {
  readonly user: { readonly userId: string; readonly securityVersion: bigint; readonly email: string | null };
  readonly newEmail: string;
  /** False where REGISTER_EMAIL_VERIFICATION_ENABLED is off: nobody has proven the new address. */
  readonly isProven: boolean;
  readonly keep: KeptSession | null;
  readonly event: AccountEvent;
};

/**
 * Moves a user to the pending address exactly when version and pending address are still the ones in the link. Null when
 * something else came first. A unique violation: another account owns the address.
 */
export function confirmChange(
  unit: Unit,
  { user, newEmail, isProven, keep, event }: Move,
): Promise<SecurityChanged | null> {
  const { userId, securityVersion, email: oldEmail } = user;
  return changeSecurity(unit, {
    userId,
    securityVersion,
    set: sql`email = ${newEmail}, ${isProven ? sql`email_verified_at = now(),` : sql``}`,
    demand: sql`AND status = 'active'`,
    confirms: { newEmail, oldEmail },
    keep,
    event,
  });
}

/** A change that its old mailbox may undo. */
export type UndoRow = {
  readonly userId: string;
  readonly id: string;
  readonly oldEmail: string;
  readonly isOpen: boolean;
};

/** Every change of the user with this link id that was confirmed within 72 hours, and the database's clock. */
export async function findUndoable(key: { readonly id: string } | { readonly usernameKey: string }) {
  const rows = await database().statements.$queryRaw<(UndoRow & { nowSeconds: number })[]>`
    SELECT u.id AS "userId", c.id, c.old_email AS "oldEmail", c.state = 'confirmed' AS "isOpen",
           floor(extract(epoch FROM now()))::float8 AS "nowSeconds"
      FROM (SELECT 1) AS one
      LEFT JOIN users u ON u.disabled_at IS NULL
        AND (u.id = ${"id" in key ? key.id : null}::uuid OR u.username_key = ${"usernameKey" in key ? key.usernameKey : null})
      LEFT JOIN email_changes c ON c.user_id = u.id AND c.old_email IS NOT NULL
        AND c.confirmed_at > now() - interval '72 hours' - interval '1 minute'`;
  const nowSeconds = rows[0]?.nowSeconds ?? 0;
  return { nowSeconds, changes: rows.filter((row) => row.id !== null && row.userId !== null) };
}

/**
 * Takes a change back: the old address returns, the password, sessions, tokens, identities and the version go, every later
 * change is void, a pending one is cancelled, the event is kept; all in one statement. One change is undone once: null when
 * it was undone or voided before. A unique violation: another account owns the old address.
 */
export async function undoChange(
  unit: Unit,
  changeId: string,
  event: AccountEvent,
): Promise<{ readonly securityVersion: bigint } | null> {
  const [row] = await unit.tx.$queryRaw<{ securityVersion: bigint }[]>`
    WITH undone AS (
      UPDATE email_changes SET state = 'undone' WHERE id = ${changeId}::uuid AND state = 'confirmed'
      RETURNING id, user_id, old_email, confirmed_at
    ), later AS (
      UPDATE email_changes c SET state = CASE c.state WHEN 'pending' THEN 'cancelled' ELSE 'voided' END::email_change_state
        FROM undone WHERE c.user_id = undone.user_id AND c.id <> undone.id
         AND (c.state = 'pending' OR (c.state = 'confirmed' AND c.confirmed_at >= undone.confirmed_at))
    ), changed AS (
      UPDATE users u SET email = undone.old_email, email_verified_at = now(), password_hash = NULL,
             security_version = u.security_version + 1
        FROM undone WHERE u.id = undone.user_id AND u.disabled_at IS NULL
      RETURNING u.id, u.security_version
    ), ended AS (
      DELETE FROM sessions s USING changed c WHERE s.user_id = c.id
    ), unlinked AS (
      DELETE FROM identities i USING changed c WHERE i.user_id = c.id
    ), noted AS (${eventRow(event, sql`FROM changed`)})
    SELECT security_version AS "securityVersion" FROM changed`;
  if (row) await announce(unit, event);
  return row ?? null;
}
