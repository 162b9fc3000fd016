import type { Unit } from "#lib/db/unit.ts";
import { accessTokenSeconds, signAccessToken } from "#lib/tokens/access-token.ts";
import { newRefreshToken, refreshTokenSeconds } from "#lib/tokens/refresh-token.ts";
import { insertRefreshToken } from "#lib/tokens/refresh-token-store.ts";

/** An access token, and the refresh token that is exchanged for the next pair, once. */
export type TokenPair = {
  readonly access: string;
  readonly refresh: string;
  readonly accessExpiresAt: Date;
  readonly refreshExpiresAt: Date;
};

/** The session that tokens stand for. */
export type TokenSession = { readonly userId: string; readonly sessionId: string; readonly securityVersion: bigint };

/** Makes a pair of tokens for a session, in the unit's transaction, by the database's clock. */
export async function issueTokens(unit: Unit, session: TokenSession): Promise<TokenPair> {
  const { token, hash } = newRefreshToken();
  const issuedAt = await insertRefreshToken(unit.tx, session.sessionId, hash);
  return {
    access: await signAccessToken({ ...session, issuedAt }),
    refresh: token,
    accessExpiresAt: new Date((issuedAt + accessTokenSeconds) * 1000),
    refreshExpiresAt: new Date((issuedAt + refreshTokenSeconds) * 1000),
  };
}
