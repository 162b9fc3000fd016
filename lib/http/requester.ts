import type { Requester } from "#lib/accounts/requester.ts";
import { readCookie } from "#lib/cookies.ts";
import { isSecretShaped, secretHash } from "#lib/secrets.ts";
import { clientAddress, whereabouts } from "#lib/sessions/whereabouts.ts";
import { isFromOwnPage } from "./origin.ts";
import { localeOfRequest } from "./request-locale.ts";
import { openNewcomer } from "./social-cookie.ts";

/** Reads from a request what use cases may know of whoever asks. */
export function requesterOf(request: Request): Requester {
  const cookies = request.headers.get("cookie");
  return {
    from: whereabouts(request.headers),
    address: clientAddress(request.headers),
    registrantHash: registrantHashOf(cookies),
    deviceCookie: readCookie(cookies, "device"),
    refreshCookie: readCookie(cookies, "refresh"),
    newcomer: openNewcomer(cookies)?.person ?? null,
    isOwnPage: isFromOwnPage(request),
    locale: localeOfRequest(request),
  };
}

/** The hash of the registrant cookie in a `Cookie` header, or null. */
export function registrantHashOf(cookies: string | null): Uint8Array<ArrayBuffer> | null {
  const secret = readCookie(cookies, "reg");
  return secret !== null && isSecretShaped(secret) ? secretHash(secret) : null;
}
