import { AsyncLocalStorage } from "node:async_hooks";
import { now } from "#lib/clock.ts";
import { env } from "#lib/env.ts";
import { describeError } from "./env/describe-error.ts";

/** What a log line may say beside its event. `error` is described without its message; undefined is left out. */
export type LogFields = {
  readonly error?: unknown;
  readonly [name: string]: unknown;
};

/** Hears of every event, also of those that LOG_LEVEL keeps out of the log. */
export type LogListener = (event: string, fields: LogFields) => void;

// On globalThis, because the entry and Next's bundle each have their own copy of this file and share every request.
const storeKey = Symbol.for("latchkey.request-id");
const listenerKey = Symbol.for("latchkey.log-listener");
const holder: typeof globalThis & { [storeKey]?: AsyncLocalStorage<string>; [listenerKey]?: LogListener } = globalThis;

const levels = ["info", "warn", "error"] as const;

/**
 * One JSON object a line on standard output, with the time in UTC and the id of the request. Never hand it a password, a
 * token, a signature, a link, a cookie or a body; addresses go through `maskEmail` (docs/security.md rows 85–87).
 */
export const log = {
  info: (event: string, fields?: LogFields) => write("info", event, fields),
  warn: (event: string, fields?: LogFields) => write("warn", event, fields),
  error: (event: string, fields?: LogFields) => write("error", event, fields),
} as const;

/** Runs `work` so that every line it logs carries the id of its request. */
export function withRequestId<T>(id: string, work: () => T): T {
  return requestIds().run(id, work);
}

/** The id of the request that this runs for, or undefined. */
export function currentRequestId(): string | undefined {
  return requestIds().getStore();
}

/** Has `listener` hear of every event of this process, in place of an earlier one. It must not throw. */
export function onLogged(listener: LogListener): void {
  holder[listenerKey] = listener;
}

/** `user@example.org` as `u***@example.org`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const first = [...email.slice(0, Math.max(at, 0))][0] ?? "";
  return at < 0 ? "***" : `${first}***${email.slice(at)}`;
}

function write(level: (typeof levels)[number], event: string, fields: LogFields = {}): void {
  holder[listenerKey]?.(event, fields);
  if (levels.indexOf(level) < levels.indexOf(env().LOG_LEVEL)) return;
  const { error, ...others } = fields;
  const line = {
    time: now().toISOString(),
    level,
    event,
    requestId: requestIds().getStore(),
    ...others,
    ...(error === undefined ? {} : { error: describeError(error) }),
  };
  process.stdout.write(`${JSON.stringify(line, plain)}\n`);
}

function plain(_name: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return value instanceof Error ? describeError(value) : value;
}

function requestIds(): AsyncLocalStorage<string> {
  holder[storeKey] ??= new AsyncLocalStorage();
  return holder[storeKey];
}
