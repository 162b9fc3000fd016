import { transact } from "#lib/db/unit.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { deleteSession } from "#lib/sessions/session-store.ts";
import type { Requester } from "./requester.ts";

/** What is left of the caller's own session. */
export type SessionEnded = { readonly isOwn: boolean };

/**
 * Ends one session of one's own: the current one at once, another one only freshly after the password (docs/security.md row 53).
 * Refuses `not_found` for an id that is nobody's or somebody else's.
 */
export async function endSession(
  sessionId: string,
  { principal, requester }: { readonly principal: Principal; readonly requester: Requester },
): Promise<Result<SessionEnded, "not_found" | "reauthentication_required">> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sessionId)) return refuse("not_found");
  const isOwn = sessionId === principal.sessionId;
  if (!isOwn && !principal.isFresh) return refuse("reauthentication_required");
  return transact(async (unit) => {
    const event = { name: "session_revoked", userId: principal.userId, from: requester.from } as const;
    return (await deleteSession(unit, sessionId, event)) ? ok({ isOwn }) : refuse("not_found");
  });
}
