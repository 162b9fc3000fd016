import { transact } from "#lib/db/unit.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { ReauthenticateInput } from "#lib/schemas/login.ts";
import { renewSession } from "#lib/sessions/keep-session.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { rotateSession } from "#lib/sessions/session-store.ts";
import { checkPassword } from "./check-password.ts";
import type { Requester } from "./requester.ts";

/**
 * Proves the password once more: the session is fresh for ten minutes, under a new secret (docs/security.md rows 50, 55); twice
 * at once, under that of the first. Refuses `password_incorrect` at its field, `throttled`, and `not_authenticated` where the
 * session has ended meanwhile, or the account has changed.
 */
export async function reauthenticate(
  input: ReauthenticateInput,
  { principal, requester }: { readonly principal: Principal; readonly requester: Requester },
): Promise<Result<{ readonly sessionToken: string | null }, "password_incorrect" | "throttled" | "not_authenticated">> {
  const checked = await checkPassword(principal, input.password);
  if (!checked.ok) {
    const [{ code, values }] = checked.refusals;
    if (code === "wrong") return refuse("password_incorrect", { field: "password" });
    return refuse(code, values ? { values } : {});
  }
  return transact(async (unit) => {
    const { keep, sessionToken } = renewSession(principal, { proves: true });
    const event = { name: "reauthenticated", userId: principal.userId, from: requester.from } as const;
    const rotated = await rotateSession(unit, { principal, keep }, { event, alongside: checked.value.alongside });
    if (rotated === "gone") return refuse("not_authenticated");
    return ok({ sessionToken: rotated === "rotated" ? sessionToken : null });
  });
}
