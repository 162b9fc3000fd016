import { type Sql, sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import { type AccountEvent, announce, eventRow } from "#lib/events/record.ts";
import type { KeptSession } from "#lib/sessions/keep-session.ts";

/** A change after which nothing older may be good any more. */
export type SecurityChange = {
  readonly userId: string;
  /** The version that was read, and is inside the link that is spent. */
  readonly securityVersion: bigint;
  /** Column assignments beside the version, each ending in a comma. */
  readonly set: Sql;
  /** What else must be true of the row, as `AND …`. */
  readonly demand: Sql;
  /** Only an operator acts on a disabled account. */
  readonly isDisabled?: boolean;
  /** The caller's own session, which stays; null: every session ends. */
  readonly keep: KeptSession | null;
  /** Identities go at the first proof of an address and at an undo, when a stranger may have made them. */
  readonly forgetsIdentities?: boolean;
  /** The pending change of address that this confirms; every other one is cancelled. */
  readonly confirms?: { readonly newEmail: string; readonly oldEmail: string | null };
  readonly event: AccountEvent;
};

/** The new version, and the change of address that was confirmed. */
export type SecurityChanged = { readonly securityVersion: bigint; readonly changeId: string | null };

/**
 * Applies a security change exactly when the version is still the one that was read, and with it, in ONE statement, raises
 * the version (so every link and every session of before is dead), ends the other sessions, cancels a pending change of
 * address, and keeps the event. Null: something else came first, and nothing has happened. That statement is
 * what makes links single-use without a table of links. A unique violation is the caller's to translate.
 */
export async function changeSecurity(unit: Unit, change: SecurityChange): Promise<SecurityChanged | null> {
  const { userId, securityVersion, keep, event } = change;
  const kept = keep?.sessionId ?? null;
  const newEmail = change.confirms?.newEmail ?? null;
  const [row] = await unit.tx.$queryRaw<SecurityChanged[]>`
    WITH wish AS (
      SELECT id FROM email_changes
       WHERE user_id = ${userId}::uuid AND state = 'pending' AND new_email = ${newEmail} FOR UPDATE
    ), changed AS (
      UPDATE users SET ${change.set} security_version = security_version + 1
       WHERE id = ${userId}::uuid AND security_version = ${securityVersion}::bigint
         AND (disabled_at IS NOT NULL) = ${change.isDisabled ?? false}
         AND (${newEmail}::text IS NULL OR EXISTS (SELECT 1 FROM wish)) ${change.demand}
      RETURNING id, security_version
    ), ended AS (
      DELETE FROM sessions s USING changed c WHERE s.user_id = c.id AND s.id IS DISTINCT FROM ${kept}::uuid
    ), stays AS (
      UPDATE sessions s SET security_version = c.security_version, token_hash = coalesce(${keep?.tokenHash}, s.token_hash),
             authenticated_at = CASE WHEN ${keep?.proves ?? false} THEN now() ELSE s.authenticated_at END
        FROM changed c WHERE s.id = ${kept}::uuid
    ), unlinked AS (
      DELETE FROM identities i USING changed c WHERE i.user_id = c.id AND ${change.forgetsIdentities ?? false}
    ), settled AS (
      UPDATE email_changes e SET
             state = CASE WHEN e.new_email = ${newEmail} THEN 'confirmed' ELSE 'cancelled' END::email_change_state,
             confirmed_at = CASE WHEN e.new_email = ${newEmail} THEN now() END,
             old_email = CASE WHEN e.new_email = ${newEmail} THEN ${change.confirms?.oldEmail}::text ELSE e.old_email END
        FROM changed c WHERE e.user_id = c.id AND e.state = 'pending'
    ), noted AS (${eventRow(event, sql`FROM changed`)})
    SELECT security_version AS "securityVersion", (SELECT id FROM wish) AS "changeId" FROM changed`;
  if (row) await announce(unit, event);
  return row ?? null;
}
