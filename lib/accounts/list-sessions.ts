import type { Principal } from "#lib/sessions/principal.ts";
import { listLiveSessions, type SessionListing } from "#lib/sessions/session-store.ts";

/** A session as its owner sees it. */
export type OwnSession = SessionListing & { readonly isCurrent: boolean };

/** The live sessions of whoever asks: the asking one, then the last used first. */
export async function listSessions(principal: Principal): Promise<OwnSession[]> {
  const sessions = await listLiveSessions(principal.userId);
  const own = sessions.map((session) => ({ ...session, isCurrent: session.id === principal.sessionId }));
  return [...own.filter(({ isCurrent }) => isCurrent), ...own.filter(({ isCurrent }) => !isCurrent)];
}
