import type { Sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { openSession } from "#lib/sessions/open-session.ts";
import { deviceCookieFor } from "./device-cookie.ts";
import type { Requester } from "./requester.ts";

/** What a login hands out: a session for the cookie, an API token, by LOGIN_AUTHENTICATE_SESSION and LOGIN_RETRIEVE_TOKEN. */
export type LoginGrant = {
  readonly sessionToken: string | null;
  readonly apiToken: string | null;
  /** Marks this browser as one the account has used (docs/security.md row 41). */
  readonly deviceCookie: string;
};

/** Who asks, and what the same statement does beside (`settlement`). */
export type Granting = {
  readonly by: Requester;
  readonly alongside?: Sql | undefined;
  /** When a factor was proven, in seconds since 1970, where that was not just now but by a provider's word: 0 for never. */
  readonly provenAt?: number | undefined;
};

/**
 * Logs a proven user in, in the unit's transaction, under the version that was read before the proof. Always a new token
 * (docs/security.md row 50). Null when the account was deleted meanwhile.
 */
export async function grantLogin(
  unit: Unit,
  user: { readonly userId: string; readonly securityVersion: bigint },
  { by, alongside, provenAt }: Granting,
): Promise<LoginGrant | null> {
  const session = { userId: user.userId, securityVersion: user.securityVersion, from: by.from, provenAt };
  const { LOGIN_AUTHENTICATE_SESSION, LOGIN_RETRIEVE_TOKEN } = env();
  const sessionToken = LOGIN_AUTHENTICATE_SESSION
    ? await openSession(unit, { ...session, kind: "cookie" }, alongside)
    : null;
  const isSecond = sessionToken !== null;
  const token = LOGIN_RETRIEVE_TOKEN
    ? await openSession(unit, { ...session, kind: "token", isSecond }, isSecond ? undefined : alongside)
    : null;
  // The settings demand one of the two at least.
  if (sessionToken === null && token === null) return null;
  return {
    sessionToken,
    apiToken: token,
    deviceCookie: deviceCookieFor(user.userId),
  };
}
