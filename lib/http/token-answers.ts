import { deviceCookieSeconds } from "#lib/accounts/device-cookie.ts";
import type { TokenGrant } from "#lib/accounts/grant-tokens.ts";
import type { TokenPair } from "#lib/accounts/issue-tokens.ts";
import { type CookieOrder, isCookieUsed } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { accessTokenSeconds } from "#lib/tokens/access-token.ts";
import { refreshTokenSeconds } from "#lib/tokens/refresh-token.ts";
import { authUser } from "./auth-face.ts";

type Body = Readonly<Record<string, unknown>>;

/** The body of a login: the pair, when it expires (JWT_AUTH_RETURN_EXPIRATION), and the user. */
export function tokenLoginBody(grant: TokenGrant): Body {
  const { accessExpiresAt, refreshExpiresAt } = grant;
  const expirations = { access_expiration: accessExpiresAt, refresh_expiration: refreshExpiresAt };
  return {
    access: grant.access,
    refresh: shownRefresh(grant),
    ...(env().JWT_AUTH_RETURN_EXPIRATION ? expirations : {}),
    user: authUser(grant.user),
  };
}

/** The body of an exchange. */
export function tokenRefreshBody(pair: TokenPair): Body {
  return { access: pair.access, refresh: shownRefresh(pair), access_expiration: pair.accessExpiresAt };
}

// A refresh token that its cookie keeps from scripts must not lie in a body that they can read.
function shownRefresh({ refresh }: TokenPair): string {
  return isCookieUsed("refresh") ? "" : refresh;
}

/** The cookies of a pair, as far as the settings have them. */
export function tokenCookies({ access, refresh }: TokenPair): CookieOrder[] {
  return used([
    { name: "access", value: access, maxAgeSeconds: accessTokenSeconds },
    { name: "refresh", value: refresh, maxAgeSeconds: refreshTokenSeconds },
  ]);
}

/** The cookies of a login: those of its pair, and the mark of a known device. */
export function tokenLoginCookies(grant: TokenGrant): CookieOrder[] {
  return [...tokenCookies(grant), { name: "device", value: grant.deviceCookie, maxAgeSeconds: deviceCookieSeconds }];
}

function used(cookies: readonly CookieOrder[]): CookieOrder[] {
  return cookies.filter(({ name }) => isCookieUsed(name));
}
