import { transact } from "#lib/db/unit.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { LogoutInput } from "#lib/schemas/login.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { deleteSession, deleteTokenSessions } from "#lib/sessions/session-store.ts";
import type { Requester } from "./requester.ts";

/**
 * Ends the session of this request, and with `revoke_token` every API token of its user. Refuses `token_not_found` when a
 * token was to be revoked and there is none. Twice is harmless: the second request is nobody's.
 */
export async function logout(
  input: LogoutInput,
  { principal, requester }: { readonly principal: Principal; readonly requester: Requester },
): Promise<Result<null, "token_not_found">> {
  const { userId, sessionId } = principal;
  return transact(async (unit) => {
    const revoked = input.revoke_token === true ? await deleteTokenSessions(unit.tx, userId) : 1;
    if (revoked === 0) return refuse("token_not_found");
    await deleteSession(unit, sessionId, { name: "user_logged_out", userId, from: requester.from });
    return ok(null);
  });
}
