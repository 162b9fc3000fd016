import { readCookie } from "#lib/cookies.ts";
import { database } from "#lib/db/client.ts";
import { isSecretShaped, secretHash } from "#lib/secrets.ts";
import { readAccessToken } from "#lib/tokens/access-token.ts";
import { apiTokenHash } from "./api-token.ts";
import { findLiveSession, type LiveSession, type SessionKey, touchSession } from "./session-store.ts";

declare const proven: unique symbol;

/** Who a request acts as: a live session of an active user. Only this file can make one. */
export type Principal = LiveSession & { readonly [proven]: "session" };

/** A principal who proved a factor within the last ten minutes (docs/security.md row 55). */
export type FreshPrincipal = Principal & { readonly isFresh: true };

/**
 * Who asks, or null. The `Authorization` header (`Bearer` or `Token`) beats the cookies, even when it is no good; the
 * session cookie beats that of an access token (JWT_AUTH_COOKIE). One statement, whatever carries the session; a second one
 * when `last_seen_at` is more than five minutes old (docs/security.md row 54).
 */
export async function principalOf(headers: Headers): Promise<Principal | null> {
  const authorization = headers.get("authorization");
  if (authorization !== null) return principalOfCredential(authorization);
  const cookies = headers.get("cookie");
  const principal = await principalOfCookie(readCookie(cookies, "session"));
  return principal ?? principalOfAccessToken(readCookie(cookies, "access"));
}

/** The principal of the token of a session cookie, or null. */
export async function principalOfCookie(token: string | null): Promise<Principal | null> {
  if (token === null || !isSecretShaped(token)) return null;
  return principalBy({ tokenHash: secretHash(token), carrier: "cookie" });
}

/** The principal of an access token, or null: genuine, in time by the database's clock, and its session alive. */
export async function principalOfAccessToken(token: string | null): Promise<Principal | null> {
  const claims = token === null ? null : await readAccessToken(token);
  return claims === null ? null : principalBy(claims);
}

async function principalBy(key: SessionKey): Promise<Principal | null> {
  const session = await findLiveSession(database().statements, key);
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

async function principalOfCredential(authorization: string): Promise<Principal | null> {
  const [, scheme = "", credential = ""] = /^(Bearer|Token) +(\S+)$/i.exec(authorization) ?? [];
  const tokenHash = apiTokenHash(credential);
  if (tokenHash !== null) return principalBy({ tokenHash, carrier: "token" });
  return scheme.toLowerCase() === "bearer" ? principalOfAccessToken(credential) : null;
}
