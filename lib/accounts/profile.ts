import { ok, type Result } from "#lib/result.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { type UserView, userView } from "./user-view.ts";

/** The user object of whoever asks; no further look-up, the session brought it along. */
export async function readProfile(principal: Principal): Promise<Result<UserView>> {
  return ok(userView(principal));
}
