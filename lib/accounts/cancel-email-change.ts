import { transact } from "#lib/db/unit.ts";
import { ok, type Result } from "#lib/result.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { cancelChange } from "./email-change-store.ts";
import type { Requester } from "./requester.ts";

/** Takes back a change of address that is not confirmed yet; its link is dead. Harmless when there is none. */
export async function cancelEmailChange({
  principal,
  requester,
}: {
  readonly principal: Principal;
  readonly requester: Requester;
}): Promise<Result<null>> {
  const { userId } = principal;
  return transact(async (unit) => {
    await cancelChange(unit, { name: "email_change_cancelled", userId, from: requester.from });
    return ok(null);
  });
}
