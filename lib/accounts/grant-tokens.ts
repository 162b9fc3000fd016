import type { Unit } from "#lib/db/unit.ts";
import { openJwtSession } from "#lib/sessions/open-session.ts";
import { deviceCookieFor } from "./device-cookie.ts";
import type { Granting } from "./grant-login.ts";
import { issueTokens, type TokenPair } from "./issue-tokens.ts";
import { type UserFacts, type UserView, userView } from "./user-view.ts";

/** What a login by the auth face hands out: a pair of tokens, and whom they are for. */
export type TokenGrant = TokenPair & {
  readonly user: UserView;
  /** Marks this browser as one the account has used (docs/security.md row 41). */
  readonly deviceCookie: string;
};

/**
 * Logs a proven user in with tokens instead of a cookie, in the unit's transaction, under the version that was read before
 * the proof. Null when the account was deleted meanwhile.
 */
export async function grantTokens(
  unit: Unit,
  user: UserFacts & { readonly securityVersion: bigint },
  { by, alongside, provenAt }: Granting,
): Promise<TokenGrant | null> {
  const { userId, securityVersion } = user;
  const sessionId = await openJwtSession(unit, { userId, securityVersion, from: by.from, provenAt }, alongside);
  if (sessionId === null) return null;
  const tokens = await issueTokens(unit, { userId, sessionId, securityVersion });
  return { ...tokens, user: userView(user), deviceCookie: deviceCookieFor(userId) };
}
