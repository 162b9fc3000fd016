import type { ProviderPerson } from "#lib/providers/person.ts";
import type { Whereabouts } from "#lib/sessions/open-session.ts";

/** What a use case may know of whoever asks, beside the input; lib/http/requester.ts makes it from a request. */
export type Requester = {
  /** Coarse device and network, for lists and notices. */
  readonly from: Whereabouts;
  /** SHA-256 of the registrant cookie, when one was sent. */
  readonly registrantHash: Uint8Array<ArrayBuffer> | null;
  /** The device cookie, when one was sent. */
  readonly deviceCookie: string | null;
  /** The refresh token out of its cookie, where the settings have one and it was sent. */
  readonly refreshCookie: string | null;
  /** Whom a provider vouched for minutes ago in this browser, who has no account yet. */
  readonly newcomer: ProviderPerson | null;
  /** The request comes from one of our own pages (proof of the registrant). */
  readonly isOwnPage: boolean;
  /** The client's address, for limits. */
  readonly address: string;
  /** BCP 47 tag of the language the request asks for; a new account keeps it. */
  readonly locale: string;
};
