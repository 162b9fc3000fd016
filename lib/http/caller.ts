import { readCookie } from "#lib/cookies.ts";
import { isSecretShaped, secretHash } from "#lib/secrets.ts";
import type { Whereabouts } from "#lib/sessions/open-session.ts";
import { clientAddress, whereabouts } from "#lib/sessions/whereabouts.ts";
import { isFromOwnPage } from "./origin.ts";

/** What a use case may know of a request beside its input: all of it small, none of it trusted as proof. */
export type Caller = {
  readonly from: Whereabouts;
  /** For limits: the address of the peer or of the trusted proxy's client, IPv6 folded to /64 by the entry. */
  readonly address: string;
  /** SHA-256 of the registrant cookie, when one was sent. */
  readonly registrantHash: Uint8Array<ArrayBuffer> | null;
  readonly deviceCookie: string | null;
  /** The request comes from one of our own pages (contract §4, proof of the registrant). */
  readonly isOwnPage: boolean;
  readonly locale: string;
};

/** Reads the caller from a request. */
export function callerOf(request: Request): Caller {
  const cookies = request.headers.get("cookie");
  return {
    from: whereabouts(request.headers),
    address: clientAddress(request.headers),
    registrantHash: registrantHashOf(cookies),
    deviceCookie: readCookie(cookies, "device"),
    isOwnPage: isFromOwnPage(request),
    locale: "en",
  };
}

/** The hash of the registrant cookie in a `Cookie` header, or null. */
export function registrantHashOf(cookies: string | null): Uint8Array<ArrayBuffer> | null {
  const secret = readCookie(cookies, "reg");
  return secret !== null && isSecretShaped(secret) ? secretHash(secret) : null;
}
