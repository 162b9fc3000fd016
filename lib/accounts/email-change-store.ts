import { database } from "#lib/db/client.ts";
import type { Tx } from "#lib/db/unit.ts";

/** The change of address that waits for its confirmation. */
export type PendingChange = { readonly id: string; readonly newEmail: string; readonly requestedAt: Date };

/** The pending change of a user, or null. */
export async function findPendingChange(userId: string): Promise<PendingChange | null> {
  return database().prisma.emailChange.findFirst({
    where: { userId, state: "pending" },
    select: { id: true, newEmail: true, requestedAt: true },
  });
}

/** Notes the wish to move to another address and drops the earlier wish, in one statement; one pending change a user. */
export async function insertChange(
  tx: Tx,
  change: { readonly id: string; readonly userId: string; readonly oldEmail: string | null; readonly newEmail: string },
): Promise<void> {
  const { id, userId, oldEmail, newEmail } = change;
  await tx.$executeRaw`
    INSERT INTO email_changes (id, user_id, old_email, new_email)
    VALUES (${id}::uuid, ${userId}::uuid, ${oldEmail}, ${newEmail})
    ON CONFLICT (user_id) WHERE state = 'pending' DO UPDATE
      SET id = excluded.id, old_email = excluded.old_email, new_email = excluded.new_email, requested_at = now()`;
}

/** Cancels the pending change; false when there was none. */
export async function cancelChange(tx: Tx, userId: string): Promise<boolean> {
  const { count } = await tx.emailChange.updateMany({
    where: { userId, state: "pending" },
    data: { state: "cancelled" },
  });
  return count > 0;
}

/** A user of a known state and the address to move to. */
export type Move = { readonly userId: string; readonly securityVersion: bigint; readonly newEmail: string };

/**
 * Moves a user to the pending address exactly when version and pending address are still the ones in the link; both the
 * version and the change's state go on. Null when something else came first. A unique violation: another account owns it.
 */
export async function confirmChange(tx: Tx, { userId, securityVersion, newEmail }: Move) {
  const [row] = await tx.$queryRaw<{ securityVersion: bigint; changeId: string }[]>`
    UPDATE users u SET email = c.new_email, email_verified_at = now(), security_version = u.security_version + 1
      FROM email_changes c
     WHERE c.user_id = u.id AND c.state = 'pending' AND c.new_email = ${newEmail}
       AND u.id = ${userId}::uuid AND u.security_version = ${securityVersion}::bigint
       AND u.status = 'active' AND u.disabled_at IS NULL
    RETURNING u.security_version AS "securityVersion", c.id AS "changeId"`;
  return row ?? null;
}

/** Moves a user at once, where REGISTER_EMAIL_VERIFICATION_ENABLED is off. Null when the version has moved on. */
export async function moveAtOnce(tx: Tx, { userId, securityVersion, newEmail }: Move): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ securityVersion: bigint }[]>`
    UPDATE users SET email = ${newEmail}, security_version = security_version + 1
     WHERE id = ${userId}::uuid AND security_version = ${securityVersion}::bigint
       AND status = 'active' AND disabled_at IS NULL
    RETURNING security_version AS "securityVersion"`;
  return row?.securityVersion ?? null;
}

/** Marks a change as confirmed, with the address that was left. */
export async function noteConfirmed(tx: Tx, changeId: string, oldEmail: string | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE email_changes SET state = 'confirmed', confirmed_at = now(), old_email = ${oldEmail}
     WHERE id = ${changeId}::uuid`;
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
  const rows = await database().prisma.$queryRaw<(UndoRow & { nowSeconds: number })[]>`
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
 * Takes a change back: the old address returns, the password and the version go, every later change is void. One change is
 * undone once: null when it was undone or voided before. A unique violation: another account owns the old address.
 */
export async function undoChange(
  tx: Tx,
  changeId: string,
): Promise<{ userId: string; securityVersion: bigint } | null> {
  const [row] = await tx.$queryRaw<{ userId: string; securityVersion: bigint }[]>`
    WITH undone AS (
      UPDATE email_changes SET state = 'undone' WHERE id = ${changeId}::uuid AND state = 'confirmed'
      RETURNING id, user_id, old_email, confirmed_at
    ), voided AS (
      UPDATE email_changes c SET state = 'voided' FROM undone
       WHERE c.user_id = undone.user_id AND c.id <> undone.id AND c.state = 'confirmed'
         AND c.confirmed_at >= undone.confirmed_at
    )
    UPDATE users u SET email = undone.old_email, email_verified_at = now(), password_hash = NULL,
           security_version = u.security_version + 1
      FROM undone WHERE u.id = undone.user_id AND u.disabled_at IS NULL
    RETURNING u.id AS "userId", u.security_version AS "securityVersion"`;
  return row ?? null;
}

/** Whether an undo link of this user may still be alive. */
export async function hasOpenUndo(userId: string): Promise<boolean> {
  const [row] = await database().prisma.$queryRaw<{ open: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM email_changes WHERE user_id = ${userId}::uuid AND state = 'confirmed'
                     AND old_email IS NOT NULL AND confirmed_at > now() - interval '72 hours') AS open`;
  return row?.open ?? false;
}
