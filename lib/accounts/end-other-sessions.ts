import { transact } from "#lib/db/unit.ts";
import { recordEvent } from "#lib/events/record.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { keepSession } from "#lib/sessions/keep-session.ts";
import type { FreshPrincipal } from "#lib/sessions/principal.ts";
import { forgetSecrets } from "./forget-secrets.ts";
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
}): Promise<Result<{ readonly sessionToken: string | null }, "reauthentication_required">> {
  const { userId } = principal;
  return transact(async (unit) => {
    const securityVersion = await raiseVersion(unit.tx, principal);
    if (securityVersion === null) return refuse("reauthentication_required");
    await forgetSecrets(unit.tx, { userId, securityVersion }, { keepSessionId: principal.sessionId });
    const sessionToken = await keepSession(unit, principal, { proves: false });
    await recordEvent(unit, { name: "session_revoked", userId, from: requester.from, detail: { all: 1 } });
    const notice = noticeTo(principal, requester);
    if (notice) await queueMail(unit, { purpose: "sessions-ended", ...notice });
    return ok({ sessionToken });
  });
}
