import { violates } from "#lib/db/errors.ts";
import { transact } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { hashPassword } from "#lib/passwords/hash.ts";
import type { PasswordCode } from "#lib/passwords/policy.ts";
import { ok, type Result, refuse, refuseAll } from "#lib/result.ts";
import { confirmationRefusals, type ResetPasswordInput } from "#lib/schemas/password.ts";
import { judgeLink } from "./link-user.ts";
import { noticeTo } from "./notice.ts";
import { newPasswordRefusals } from "./password-rules.ts";
import { resetByLink } from "./password-store.ts";
import type { Requester } from "./requester.ts";
import type { UserRow } from "./user-store.ts";

/** Why a reset is refused. */
export type ResetPasswordCode =
  | PasswordCode
  | "invalid_key"
  | "link_used"
  | "expired"
  | "passwords_differ"
  | "email_already_registered";

/**
 * Sets a forgotten password by a mailed link, once (§4). Nothing about the new password is judged before the
 * link is proven (docs/security.md row 11). Sessions, tokens, pending address changes and older links die; on an unverified row it
 * is the first proof of the address. With the version the run of failed logins ends too; nobody is logged in; the owner is told.
 */
export async function resetPassword(
  input: ResetPasswordInput,
  by: Requester,
): Promise<Result<null, ResetPasswordCode>> {
  const judged = await judgeLink("reset-password", input);
  if (judged.kind === "invalid") return refuse("invalid_key");
  if (judged.kind === "earlier") return refuse("link_used");
  if (judged.kind === "expired") return refuse("expired");
  const { user } = judged;
  const weak = newPasswordRefusals(input.password, user);
  const refusals = [...weak, ...confirmationRefusals(input.password, input.password_confirm)];
  if (refusals.length > 0) return refuseAll<ResetPasswordCode>(refusals);
  return store(user, await hashPassword(input.password), by);
}

async function store(user: UserRow, passwordHash: string, by: Requester): Promise<Result<null, ResetPasswordCode>> {
  try {
    return await transact(async (unit) => {
      const event = { name: "password_reset", userId: user.userId, from: by.from } as const;
      if (!(await resetByLink(unit, user, { passwordHash, event }))) return refuse("link_used");
      const notice = noticeTo(user, by);
      if (notice) await queueMail(unit, { purpose: "password-changed", ...notice });
      return ok(null);
    });
  } catch (error) {
    if (violates(error, "activeEmail")) return refuse("email_already_registered");
    throw error;
  }
}
