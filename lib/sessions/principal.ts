import { readCookie } from "#lib/cookies.ts";
import { database } from "#lib/db/client.ts";
import { isSecretShaped, secretHash } from "#lib/secrets.ts";
import { findLiveSession, type LiveSession, touchSession } from "./session-store.ts";

declare const proven: unique symbol;

/** Who a request acts as: a live session of an active user. Only this file can make one. */
export type Principal = LiveSession & { readonly [proven]: "session" };

/** A principal who proved a factor within the last ten minutes (security.md row 55). */
export type FreshPrincipal = Principal & { readonly isFresh: true };

/** The prefix of opaque API tokens, for secret scanners (security.md row 56). */
export const apiTokenPrefix = "latchkey_";

/**
 * Who asks, or null. The `Authorization` header (`Bearer` or `Token`) beats the cookie, even when it is no good.
 * One statement; a second one when `last_seen_at` is more than five minutes old (security.md row 54).
 */
export async function principalOf(headers: Headers): Promise<Principal | null> {
  const authorization = headers.get("authorization");
  if (authorization !== null) return principalOfToken(bearerToken(authorization), "token");
  return principalOfToken(readCookie(headers.get("cookie"), "session"), "cookie");
}

/** The principal of one opaque token, or null. `carrier` is where the token came from: a cookie's token is no API token. */
export async function principalOfToken(token: string | null, carrier: "cookie" | "token"): Promise<Principal | null> {
  if (token === null || !isSecretShaped(token)) return null;
  const session = await findLiveSession(database().prisma, secretHash(token), carrier);
  if (!session) return null;
  if (session.isStale) await touchSession(session.sessionId);
  return isProven(session) ? session : null;
}

/** Narrows a principal to a fresh one, or null: then the answer is `reauthentication_required`. */
export function asFresh(principal: Principal): FreshPrincipal | null {
  return isFreshPrincipal(principal) ? principal : null;
}

function isFreshPrincipal(principal: Principal): principal is FreshPrincipal {
  return principal.isFresh;
}

// The brand's maker: whatever `findLiveSession` answers is proven, and nothing else comes here.
function isProven(_session: LiveSession): _session is Principal {
  return true;
}

function bearerToken(authorization: string): string | null {
  const match = /^(?:Bearer|Token) +(\S+)$/i.exec(authorization);
  const token = match?.[1];
  return token?.startsWith(apiTokenPrefix) ? token.slice(apiTokenPrefix.length) : null;
}
