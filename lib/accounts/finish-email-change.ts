import type { Unit } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { renewSession } from "#lib/sessions/keep-session.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { confirmChange } from "./email-change-store.ts";
import { linkIdOf } from "./link-user.ts";
import { type Noticed, noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";

/** A pending change of address that is to happen now. */
export type EmailMove = {
  readonly newEmail: string;
  readonly isProven: boolean;
  /** The user as it is, with the old address. */
  readonly user: Noticed & { readonly securityVersion: bigint };
  /** The caller's own session of this account, which stays; null when nobody is logged in. */
  readonly principal: Principal | null;
  readonly by: Requester;
};

/**
 * Moves a user to the pending address, confirmed or at once: all else that was secret dies, and the old mailbox gets the
 * undo link. Null when something else came first; else the new secret of the caller's cookie, if there is one.
 */
export async function finishEmailChange(
  unit: Unit,
  { newEmail, isProven, user, principal, by }: EmailMove,
): Promise<{ readonly sessionToken: string | null } | null> {
  const renewed = principal ? renewSession(principal, { proves: false }) : null;
  const addresses = { oldEmail: user.email, newEmail };
  const event = { name: "user_changed_email", userId: user.userId, from: by.from, addresses } as const;
  const changed = await confirmChange(unit, { user, newEmail, isProven, keep: renewed?.keep ?? null, event });
  if (!changed || changed.changeId === null) return null;
  const notice = noticeTo(user, by);
  const about = { changeId: changed.changeId, newEmail, linkId: linkIdOf(user) };
  if (notice) await queueMail(unit, { purpose: "email-changed", ...about, ...notice });
  return { sessionToken: renewed?.sessionToken ?? null };
}
