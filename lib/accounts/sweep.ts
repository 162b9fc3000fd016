import { stopwatchMs } from "#lib/clock.ts";
import { log } from "#lib/log.ts";
import { sweepable, sweepBatch } from "./sweep-store.ts";

/** At most so many batches a kind, and so long a run, shared by all kinds; the rest waits for the next hour. */
const mostBatches = 50;
const longestMs = 300_000;

/**
 * Removes what has had its time, in small batches: pending rows past their end, dead sessions with their refresh tokens,
 * changes of address nobody can confirm or undo, limits that ran out, history older than 90 days. Mails that left go by the
 * queue's own upkeep, after a week. Twice at once is harmless: each row goes once.
 */
export async function sweep(): Promise<void> {
  const startedMs = stopwatchMs();
  for (const kind of sweepable) {
    let removed = 0;
    for (let batch = 0; batch < mostBatches && stopwatchMs() - startedMs < longestMs; batch += 1) {
      const count = await sweepBatch(kind);
      removed += count;
      if (count === 0) break;
    }
    if (removed > 0) log.info("swept", { kind, removed });
  }
}
