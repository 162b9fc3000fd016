import { newId } from "#lib/db/new-id.ts";
import { type Sql, sql } from "#lib/db/sql.ts";
import { transact, type Unit } from "#lib/db/unit.ts";
import type { EventName } from "#lib/env/event-names.ts";
import { log } from "#lib/log.ts";
import type { EventReport, EventUser } from "./event.ts";
import { hasListeners, tellListeners } from "./listeners.ts";
import { findSubject } from "./subject-store.ts";
import { hasWebHooks, queueWebHooks } from "./web-hook-jobs.ts";

type Origin = { readonly device: string; readonly network: string };

/** Something that happened to an account, and where the request came from. */
export type AccountEvent = {
  readonly name: Exclude<EventName, "user_login_failed">;
  readonly userId: string;
  readonly from: Origin;
  /** Small facts for the history: never an address, a name, a secret. */
  readonly detail?: Readonly<Record<string, string | number>>;
  /** Of a change of address; told to listeners and web hooks, not kept in the history. */
  readonly addresses?: { readonly oldEmail: string | null; readonly newEmail: string };
};

/**
 * Keeps an event in the account's history, in the transaction of its cause, and tells of it after the commit. One statement,
 * where nobody listens.
 */
export async function recordEvent(unit: Unit, event: AccountEvent): Promise<void> {
  await unit.tx.$executeRaw(eventRow(event));
  await announce(unit, event);
}

/**
 * Tells of an event whose row was written as a part of another statement (`eventRow`): the log and the listeners after the
 * commit, web hooks by jobs in this transaction.
 */
export async function announce(unit: Unit, event: AccountEvent): Promise<void> {
  const { name, userId, detail } = event;
  unit.afterCommit(() => log.info(name, { userId, ...detail }));
  if (!isAwaited(name)) return;
  const { user, at } = await findSubject(unit.tx, userId);
  if (user) await report(unit, reportOf(event, user, at));
}

type Gone = Omit<EventUser, "id"> & { readonly userId: string };

/** Tells, in the transaction that deletes it, that an account is gone: `account` is what it was. */
export async function announceDeletion(unit: Unit, account: Gone, from: Origin): Promise<void> {
  const { userId, username, email, firstName, lastName, customFields, locale } = account;
  const event = { name: "user_deleted", userId, from } as const;
  unit.afterCommit(() => log.info(event.name, { userId, device: from.device }));
  if (!isAwaited(event.name)) return;
  const { at } = await findSubject(unit.tx, null);
  const user = { id: userId, username, email, firstName, lastName, customFields, locale };
  await report(unit, reportOf(event, user, at));
}

/**
 * Tells of a login that was refused; it changed nothing, so there is no history of it. The same statements whether or not it
 * named somebody: how long they take tells nothing.
 */
export async function announceFailedLogin(
  userId: string | null,
  { from, detail = {} }: { readonly from: Origin; readonly detail?: Readonly<Record<string, string>> },
): Promise<void> {
  const name = "user_login_failed";
  log.info(name, { ...(userId === null ? {} : { userId }), ...detail });
  if (!isAwaited(name)) return;
  await transact(async (unit) => {
    const { user, at } = await findSubject(unit.tx, userId);
    await report(unit, { id: newId(), name, at, user, request: from, detail });
  });
}

/** The statement that keeps an event; `source` (such as `FROM changed`) makes it depend on another part of its statement. */
export function eventRow({ name, userId, from, detail = {} }: AccountEvent, source: Sql = sql``): Sql {
  return sql`
    INSERT INTO account_events (id, user_id, name, device, network, detail)
    SELECT ${newId()}::uuid, ${userId}::uuid, ${name}, ${from.device}, ${from.network}, ${JSON.stringify(detail)}::jsonb
    ${source}`;
}

/** The same for several events. */
export function eventRows(events: readonly AccountEvent[]): Sql {
  const rows = events.map(({ name, userId, from, detail = {} }) => ({ id: newId(), userId, name, ...from, detail }));
  return sql`
    INSERT INTO account_events (id, user_id, name, device, network, detail)
    SELECT id, "userId", name, device, network, detail FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS event (id uuid, "userId" uuid, name text, device text, network text, detail jsonb)`;
}

/** Whether somebody is to be told of such events: then they cost more than the statement that keeps them, and need a transaction. */
export function isAwaited(name: EventName): boolean {
  return hasListeners(name) || hasWebHooks(name);
}

async function report(unit: Unit, event: EventReport): Promise<void> {
  await queueWebHooks(unit, event);
  unit.afterCommit(() => tellListeners(event));
}

function reportOf({ name, from, detail = {}, addresses }: AccountEvent, user: EventUser, at: Date): EventReport {
  const about = { id: newId(), at, user, request: from, detail };
  if (name !== "user_changed_email") return { ...about, name };
  return { ...about, name, oldEmail: addresses?.oldEmail ?? null, newEmail: addresses?.newEmail ?? user.email ?? "" };
}
