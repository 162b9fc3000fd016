import type { Unit } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";
import type { UserRow } from "./user-store.ts";

type Circumstances = { readonly by: Requester; readonly isKnown: boolean };

/** Whether `noticeNewSignIn` makes a mail. */
export function isNewSignInTold(user: UserRow, { by, isKnown }: Circumstances): boolean {
  return env().NOTIFY_NEW_SIGN_IN && user.hasLoggedIn && !isKnown && noticeTo(user, by) !== null;
}

/**
 * Tells the owner by mail of a login from a device the account has not used (docs/security.md row 46, NOTIFY_NEW_SIGN_IN); not of
 * the account's first login.
 */
export async function noticeNewSignIn(unit: Unit, user: UserRow, circumstances: Circumstances): Promise<void> {
  const notice = noticeTo(user, circumstances.by);
  if (notice === null || !isNewSignInTold(user, circumstances)) return;
  await queueMail(unit, { purpose: "new-sign-in", ...notice });
}
