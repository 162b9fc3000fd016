import { violates } from "#lib/db/errors.ts";
import { newId } from "#lib/db/new-id.ts";
import { transact } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { recordEvent } from "#lib/events/record.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { RegisterEmailInput } from "#lib/schemas/email-change.ts";
import type { FreshPrincipal } from "#lib/sessions/principal.ts";
import { cancelChange, insertChange, moveAtOnce } from "./email-change-store.ts";
import { finishEmailChange } from "./finish-email-change.ts";
import { noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";

/** A change asked for; `sessionToken` is set where it happened at once and the caller's cookie has a new secret. */
export type EmailChangeRequested = { readonly sessionToken: string | null };

type By = { readonly principal: FreshPrincipal; readonly requester: Requester };
type Code = "email_already_registered" | "reauthentication_required";

/**
 * Asks to move the account to another address (contract §2). The answer is the same for a free and a taken one: the worker
 * decides whether the new mailbox gets a link or its owner a word. The old mailbox is told at once. A newer wish replaces
 * the older; one's own address takes the wish back. Without REGISTER_EMAIL_VERIFICATION_ENABLED it happens at once.
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
      await cancelChange(unit.tx, userId);
      return ok({ sessionToken: null });
    }
    const id = newId();
    await insertChange(unit.tx, { id, userId, oldEmail: principal.email, newEmail: email });
    const change = { userId, version: String(securityVersion), changeId: id, ...requester.from };
    await queueMail(unit, { purpose: "verify-new-email", ...change });
    const notice = noticeTo(principal, requester);
    if (notice) await queueMail(unit, { purpose: "email-change-requested", newEmail: email, ...notice });
    await recordEvent(unit, { name: "email_change_requested", userId, from: requester.from });
    return ok({ sessionToken: null });
  });
}

async function changeAtOnce(email: string, by: By): Promise<Result<EmailChangeRequested, Code>> {
  const { principal } = by;
  if (email === principal.email) return refuse("email_already_registered");
  try {
    return await transact(async (unit) => {
      const changeId = newId();
      await insertChange(unit.tx, {
        id: changeId,
        userId: principal.userId,
        oldEmail: principal.email,
        newEmail: email,
      });
      const securityVersion = await moveAtOnce(unit.tx, { ...principal, newEmail: email });
      if (securityVersion === null) return refuse("reauthentication_required");
      const change = { changeId, newEmail: email, securityVersion };
      const sessionToken = await finishEmailChange(unit, { ...change, user: principal, principal, by: by.requester });
      return ok({ sessionToken });
    });
  } catch (error) {
    if (violates(error, "activeEmail")) return refuse("email_already_registered");
    throw error;
  }
}
