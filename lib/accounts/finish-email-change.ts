import type { Unit } from "#lib/db/unit.ts";
import { recordEvent } from "#lib/events/record.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { keepSession } from "#lib/sessions/keep-session.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { noteConfirmed } from "./email-change-store.ts";
import { forgetSecrets } from "./forget-secrets.ts";
import { linkIdOf } from "./link-user.ts";
import { type Noticed, noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";

/** An address that has just been replaced, in the transaction that replaced it. */
export type FinishedChange = {
  readonly changeId: string;
  readonly newEmail: string;
  readonly securityVersion: bigint;
  /** The user as it was, with the old address. */
  readonly user: Noticed;
  /** The caller's own session of this account, which stays; null when nobody is logged in. */
  readonly principal: Principal | null;
  readonly by: Requester;
};

/**
 * What follows a change of address, confirmed or at once: all else that was secret dies, the old mailbox gets the undo link,
 * the event is kept. Returns the new secret of the caller's cookie, if there is one.
 */
export async function finishEmailChange(unit: Unit, change: FinishedChange): Promise<string | null> {
  const { user, principal, by, securityVersion } = change;
  await noteConfirmed(unit.tx, change.changeId, user.email);
  await forgetSecrets(
    unit.tx,
    { userId: user.userId, securityVersion },
    principal ? { keepSessionId: principal.sessionId } : {},
  );
  await recordEvent(unit, { name: "user_changed_email", userId: user.userId, from: by.from });
  const notice = noticeTo(user, by);
  const { changeId, newEmail } = change;
  if (notice)
    await queueMail(unit, { purpose: "email-changed", changeId, newEmail, linkId: linkIdOf(user), ...notice });
  return principal ? keepSession(unit, principal, { proves: false }) : null;
}
