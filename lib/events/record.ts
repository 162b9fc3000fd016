import { newId } from "#lib/db/new-id.ts";
import { type Sql, sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import { log } from "#lib/log.ts";

/** The models' signals and our own (contract §7). */
export type EventName =
  | "user_registered"
  | "user_activated"
  | "user_changed_email"
  | "user_logged_in"
  | "user_login_failed"
  | "user_logged_out"
  | "password_changed"
  | "password_reset"
  | "user_disabled"
  | "user_enabled"
  | "user_deleted"
  | "session_revoked"
  | "email_change_requested"
  | "email_change_cancelled"
  | "email_change_undone"
  | "reauthenticated"
  | "identity_linked"
  | "identity_unlinked";

/** Something that happened to an account, and where the request came from. */
export type AccountEvent = {
  readonly name: EventName;
  readonly userId: string;
  readonly from: { readonly device: string; readonly network: string };
  /** Small facts for the history: never an address, a name, a secret. */
  readonly detail?: Readonly<Record<string, string | number>>;
};

/**
 * Keeps an event in the account's history, in the transaction of its cause, and logs it after the commit
 * (security.md row 85). One statement.
 */
export async function recordEvent(unit: Unit, event: AccountEvent): Promise<void> {
  await unit.tx.$executeRaw(eventRow(event));
  announce(unit, event);
}

/** Logs an event after the commit, where its row was written as a part of another statement (`eventRow`). */
export function announce(unit: Unit, event: AccountEvent): void {
  unit.afterCommit(() => log.info(event.name, { userId: event.userId, ...event.detail }));
}

/** The statement that keeps an event; `source` (such as `FROM changed`) makes it depend on another part of its statement. */
export function eventRow({ name, userId, from, detail = {} }: AccountEvent, source: Sql = sql``): Sql {
  return sql`
    INSERT INTO account_events (id, user_id, name, device, network, detail)
    SELECT ${newId()}::uuid, ${userId}::uuid, ${name}, ${from.device}, ${from.network}, ${JSON.stringify(detail)}::jsonb
    ${source}`;
}
