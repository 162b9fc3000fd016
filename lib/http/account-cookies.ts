import { deviceCookieSeconds } from "#lib/accounts/device-cookie.ts";
import type { LoginGrant } from "#lib/accounts/grant-login.ts";
import { type CookieOrder, isCookieUsed } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { sessionCookieSeconds } from "#lib/sessions/open-session.ts";

/** The registrant cookie: it lives as long as the link; none where the browser keeps the one it has. */
export function registrantCookie(secret: string | null): CookieOrder[] {
  return secret === null ? [] : [{ name: "reg", value: secret, maxAgeSeconds: env().REGISTER_VERIFICATION_PERIOD }];
}

const localeCookieSeconds = 365 * 86_400;

/** The language chosen for pages, for a year. */
export function localeCookie(language: string): CookieOrder {
  return { name: "locale", value: language, maxAgeSeconds: localeCookieSeconds };
}

/** The cookies of a login: the session, and the mark of a known device. None for nobody. */
export function loginCookies(grant: LoginGrant | null): CookieOrder[] {
  if (grant?.sessionToken == null) return [];
  return [
    { name: "session", value: grant.sessionToken, maxAgeSeconds: sessionCookieSeconds },
    { name: "device", value: grant.deviceCookie, maxAgeSeconds: deviceCookieSeconds },
  ];
}

/** Ends whatever carries a login: the session cookie, and those of tokens as far as the settings have them. */
export function endedLoginCookies(): CookieOrder[] {
  const names = ["session", "access", "refresh"] as const;
  return names.filter(isCookieUsed).map((name) => ({ name, value: "", maxAgeSeconds: 0 }));
}

/** What else a log-out says: only the cache goes, since a neighbour application may share the origin's storage (docs/security.md row 52). */
export const loggedOutHeaders = { "clear-site-data": '"cache"' } as const;

/** The body of a login: `token` where one was made. */
export function loginBodyOf(detail: string, grant: LoginGrant | null): Record<string, string> {
  return grant?.apiToken == null ? { detail } : { detail, token: grant.apiToken };
}

/** The caller's own session goes on under a new secret; none where there is no cookie to renew. */
export function renewedSessionCookie(sessionToken: string | null): CookieOrder[] {
  return sessionToken === null ? [] : [{ name: "session", value: sessionToken, maxAgeSeconds: sessionCookieSeconds }];
}
