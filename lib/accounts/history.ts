import type { Principal } from "#lib/sessions/principal.ts";
import { type HistoryEntry, readHistory } from "./history-store.ts";

/** What happened to the caller's account lately, the newest first, at most 100 events. */
export async function accountHistory(principal: Principal): Promise<HistoryEntry[]> {
  return readHistory(principal.userId);
}
