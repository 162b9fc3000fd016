import type { EventName } from "#lib/env/event-names.ts";

/** Whom an event is about, as the account is after it; after a deletion as it was. */
export type EventUser = {
  readonly id: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
  /** BCP 47 tag of the language of this person's mails. */
  readonly locale: string;
};

type Report = {
  /** UUID v7; web hooks send it as `webhook-id`. */
  readonly id: string;
  /** By the database's clock. */
  readonly at: Date;
  /** Coarse: "Firefox on Linux", "203.0.113.0/24"; empty for an operator's command. */
  readonly request: { readonly device: string; readonly network: string };
  /** Small facts, such as the provider of an identity: never an address, a name, a secret. */
  readonly detail: Readonly<Record<string, string | number>>;
};

type About<Name extends EventName> = Name extends "user_login_failed"
  ? { /** Null where the login named nobody. */ readonly user: EventUser | null }
  : Name extends "user_changed_email"
    ? { readonly user: EventUser; readonly oldEmail: string | null; readonly newEmail: string }
    : { readonly user: EventUser };

/** An event as a listener is told of it. */
export type EventReport<Name extends EventName = EventName> = {
  [N in Name]: Report & About<N> & { readonly name: N };
}[Name];

/**
 * Code of an adopter's that hears of an event after it is committed. Nobody waits for it: the request may be answered before
 * it ends. It is told at most once, and not at all when the process dies first; what must arrive is a web hook. What it
 * throws is logged and harms neither the answer nor another listener.
 */
export type Listener<Name extends EventName> = (event: EventReport<Name>) => void | Promise<void>;

/** Listeners by the event they hear of. */
export type Listeners = { readonly [Name in EventName]?: readonly Listener<Name>[] };
