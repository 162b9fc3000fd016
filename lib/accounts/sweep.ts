import { log } from "#lib/log.ts";
import { sweepable, sweepBatch } from "./sweep-store.ts";

/** At most so many batches a kind and run, so that one run stays within seconds; the rest waits for the next hour. */
const mostBatches = 50;

/**
 * Removes what has had its time, in small batches: pending rows past their end (contract §4), dead sessions, limits that ran
 * out, history older than 90 days (security.md row 89). Twice at once is harmless: each row goes once.
 */
export async function sweep(): Promise<void> {
  for (const kind of sweepable) {
    let removed = 0;
    for (let batch = 0; batch < mostBatches; batch += 1) {
      const count = await sweepBatch(kind);
      removed += count;
      if (count === 0) break;
    }
    if (removed > 0) log.info("swept", { kind, removed });
  }
}
