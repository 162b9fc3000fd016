import { transact } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { renewSession } from "#lib/sessions/keep-session.ts";
import type { FreshPrincipal } from "#lib/sessions/principal.ts";
import { noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";
import { raiseVersion } from "./version-store.ts";

/**
 * Logs out everywhere but here: the version rises, so every other session, token and mailed link is dead; the caller's own
 * session stays under a new secret. The owner is told by mail.
 */
export async function endOtherSessions({
  principal,
  requester,
}: {
  readonly principal: FreshPrincipal;
  readonly requester: Requester;
}): Promise<Result<{ readonly sessionToken: string | null }, "not_authenticated">> {
  return transact(async (unit) => {
    const { keep, sessionToken } = renewSession(principal, { proves: false });
    const event = {
      name: "session_revoked",
      userId: principal.userId,
      from: requester.from,
      detail: { all: 1 },
    } as const;
    if (!(await raiseVersion(unit, principal, { keep, event }))) return refuse("not_authenticated");
    const notice = noticeTo(principal, requester);
    if (notice) await queueMail(unit, { purpose: "sessions-ended", ...notice });
    return ok({ sessionToken });
  });
}
