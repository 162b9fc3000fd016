import { transact, type Unit } from "#lib/db/unit.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { RefreshTokenInput } from "#lib/schemas/auth-token.ts";
import { deleteSession, findLiveSession, type LiveSession } from "#lib/sessions/session-store.ts";
import { refreshTokenHash } from "#lib/tokens/refresh-token.ts";
import { findRefreshOwner, spendRefreshToken } from "#lib/tokens/refresh-token-store.ts";
import { issueTokens, type TokenPair } from "./issue-tokens.ts";
import type { Requester } from "./requester.ts";

/**
 * Exchanges a refresh token for the next pair, once. The same token again within ten seconds gives a sibling:
 * two tabs of one browser refresh at the same time. Later it is known to two parties, of whom one is a thief, so the whole
 * session ends. Refuses `token_not_valid` for that, and for a token that is unknown, expired, or of a dead session. Any
 * number of presentations at once come one after the other, under the lock of their session.
 */
export async function refreshTokens(
  { refresh }: RefreshTokenInput,
  by: Requester,
): Promise<Result<TokenPair, "token_not_valid">> {
  const hash = refreshTokenHash(refresh);
  if (hash === null) return refuse("token_not_valid");
  return transact(async (unit) => {
    const owner = await findRefreshOwner(unit.tx, hash);
    const session = owner && (await findLiveSession(unit.tx, { jwtSessionId: owner.sessionId }, { lock: true }));
    if (!session) return refuse("token_not_valid");
    const presented = await spendRefreshToken(unit.tx, hash);
    if (presented === "first" || presented === "again") return ok(await issueTokens(unit, session));
    if (presented === "reused") await endStolenSession(unit, session, by);
    return refuse("token_not_valid");
  });
}

async function endStolenSession(unit: Unit, { userId, sessionId }: LiveSession, by: Requester): Promise<void> {
  const detail = { reason: "refresh_token_reused" };
  await deleteSession(unit, sessionId, { name: "session_revoked", userId, from: by.from, detail });
}
