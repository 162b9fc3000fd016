import { transact } from "#lib/db/unit.ts";
import { ok, type Result } from "#lib/result.ts";
import type { AuthLogoutInput } from "#lib/schemas/auth-token.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { deleteSession } from "#lib/sessions/session-store.ts";
import { refreshTokenHash } from "#lib/tokens/refresh-token.ts";
import { findRefreshOwner } from "#lib/tokens/refresh-token-store.ts";
import type { Requester } from "./requester.ts";

/**
 * Ends the session of whoever asks and the session behind the refresh token, usually the same one. A token
 * that is unknown, used or expired is no reason to refuse: whoever holds one wants to be logged out, and is.
 */
export async function logOutTokens(
  { refresh }: AuthLogoutInput,
  { principal, requester }: { readonly principal: Principal | null; readonly requester: Requester },
): Promise<Result<null>> {
  const hash = refresh === undefined ? null : refreshTokenHash(refresh);
  return transact(async (unit) => {
    const named = hash === null ? null : await findRefreshOwner(unit.tx, hash);
    for (const owner of [principal, named]) {
      const event = { name: "user_logged_out", from: requester.from } as const;
      if (owner !== null) await deleteSession(unit, owner.sessionId, { ...event, userId: owner.userId });
    }
    return ok(null);
  });
}
