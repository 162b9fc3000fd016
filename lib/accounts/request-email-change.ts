import { violates } from "#lib/db/errors.ts";
import { transact } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { RegisterEmailInput } from "#lib/schemas/email-change.ts";
import type { FreshPrincipal } from "#lib/sessions/principal.ts";
import { cancelChange, insertChange, type Wish } from "./email-change-store.ts";
import { finishEmailChange } from "./finish-email-change.ts";
import { noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";

/** A change asked for; `sessionToken` is set where it happened at once and the caller's cookie has a new secret. */
export type EmailChangeRequested = { readonly sessionToken: string | null };

type By = { readonly principal: FreshPrincipal; readonly requester: Requester };
type Code = "email_already_registered" | "not_authenticated";

/**
 * Asks to move the account to another address. The answer is the same for a free and a taken one: the worker
 * decides whether the new mailbox gets a link or its owner a word. The old mailbox is told at once. A newer wish replaces
 * the older; one's own address takes the wish back. Without REGISTER_EMAIL_VERIFICATION_ENABLED it happens at once. Refuses
 * `not_authenticated` where the account was deleted or changed meanwhile.
 */
export async function requestEmailChange(
  { email }: RegisterEmailInput,
  by: By,
): Promise<Result<EmailChangeRequested, Code>> {
  if (!env().REGISTER_EMAIL_VERIFICATION_ENABLED) return changeAtOnce(email, by);
  const { principal, requester } = by;
  const { userId, securityVersion } = principal;
  return transact(async (unit) => {
    if (email === principal.email) {
      await cancelChange(unit, { name: "email_change_cancelled", userId, from: requester.from });
      return ok({ sessionToken: null });
    }
    const wish = await insertChange(unit, wishOf(email, by));
    if (!wish) return refuse("not_authenticated");
    if (wish.isRepeated) return ok({ sessionToken: null });
    const change = { userId, version: String(securityVersion), changeId: wish.id, ...requester.from };
    await queueMail(unit, { purpose: "verify-new-email", ...change });
    const notice = noticeTo(principal, requester);
    if (notice) await queueMail(unit, { purpose: "email-change-requested", newEmail: email, ...notice });
    return ok({ sessionToken: null });
  });
}

async function changeAtOnce(email: string, by: By): Promise<Result<EmailChangeRequested, Code>> {
  const { principal, requester } = by;
  if (email === principal.email) return refuse("email_already_registered");
  try {
    return await transact(async (unit) => {
      if (!(await insertChange(unit, wishOf(email, by)))) return refuse("not_authenticated");
      const move = { newEmail: email, isProven: false, user: principal, principal, by: requester };
      const moved = await finishEmailChange(unit, move);
      return moved ? ok(moved) : refuse("not_authenticated");
    });
  } catch (error) {
    if (violates(error, "activeEmail")) return refuse("email_already_registered");
    throw error;
  }
}

function wishOf(newEmail: string, { principal, requester }: By): Wish {
  const { userId, securityVersion, email: oldEmail } = principal;
  return {
    userId,
    securityVersion,
    oldEmail,
    newEmail,
    event: { name: "email_change_requested", userId, from: requester.from },
  };
}
