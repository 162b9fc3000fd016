import { database } from "#lib/db/client.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { VerifyTokenInput } from "#lib/schemas/auth-token.ts";
import { principalOfAccessToken } from "#lib/sessions/principal.ts";
import { findLiveSession } from "#lib/sessions/session-store.ts";
import { refreshTokenHash } from "#lib/tokens/refresh-token.ts";
import { findUsableRefreshSession } from "#lib/tokens/refresh-token-store.ts";

/** Whether an access or refresh token would be accepted now, its session included; else `token_not_valid`. Spends nothing. */
export async function verifyToken({ token }: VerifyTokenInput): Promise<Result<null, "token_not_valid">> {
  const hash = refreshTokenHash(token);
  const isValid = hash === null ? (await principalOfAccessToken(token)) !== null : await isUsable(hash);
  return isValid ? ok(null) : refuse("token_not_valid");
}

async function isUsable(hash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const jwtSessionId = await findUsableRefreshSession(hash);
  return jwtSessionId !== null && (await findLiveSession(database().statements, { jwtSessionId })) !== null;
}
