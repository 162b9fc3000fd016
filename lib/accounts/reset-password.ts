import { violates } from "#lib/db/errors.ts";
import { transact } from "#lib/db/unit.ts";
import { recordEvent } from "#lib/events/record.ts";
import { clear } from "#lib/limits/reserve.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { hashPassword } from "#lib/passwords/hash.ts";
import type { PasswordCode } from "#lib/passwords/policy.ts";
import { ok, type Result, refuse, refuseAll } from "#lib/result.ts";
import { confirmationRefusals, type ResetPasswordInput } from "#lib/schemas/password.ts";
import { forgetSecrets } from "./forget-secrets.ts";
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
 * Sets a forgotten password by a mailed link, once (contract §2, §4). Nothing about the new password is judged before the
 * link is proven (security.md row 11). Sessions, tokens, pending address changes and older links die; on an unverified row it
 * is the first proof of the address. Opens a password path that failures had closed; logs nobody in; the owner is told.
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
  const { userId } = user;
  const isFirstProof = !user.isVerified;
  try {
    return await transact(async (unit) => {
      const securityVersion = await resetByLink(unit.tx, { ...user, passwordHash });
      if (securityVersion === null) return refuse("link_used");
      await forgetSecrets(unit.tx, { userId, securityVersion }, { identities: isFirstProof });
      await recordEvent(unit, { name: "password_reset", userId, from: by.from });
      const notice = noticeTo(user, by);
      if (notice) await queueMail(unit, { purpose: "password-changed", ...notice });
      unit.afterCommit(() =>
        clear([
          { limit: "LOGIN_RUN", of: userId },
          { limit: "LOGIN_ACCOUNT", of: userId },
        ]),
      );
      return ok(null);
    });
  } catch (error) {
    if (violates(error, "activeEmail")) return refuse("email_already_registered");
    throw error;
  }
}
