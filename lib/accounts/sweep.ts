import { stopwatchMs } from "#lib/clock.ts";
import { log } from "#lib/log.ts";
import { sweepable, sweepBatch } from "./sweep-store.ts";

/** How far one run goes: full batches of a kind, and the time in ms that all kinds share. No batch begins beyond it. */
type SweepBounds = { readonly batches: number; readonly ms: number };

/** The bounds of the hourly run: 50 000 rows of a kind, five minutes. */
export const hourlyBounds: SweepBounds = { batches: 50, ms: 300_000 };

/**
 * Removes what has had its time, in small batches: pending rows past their end, dead sessions with their refresh tokens,
 * changes of address nobody can confirm or undo, limits that ran out, history older than 90 days. Mails that left go by the
 * queue's own upkeep, after a week. What is beyond the bounds waits for the next hour. Twice at once is harmless: each row
 * goes once.
 */
export async function sweep(bounds = hourlyBounds): Promise<void> {
  const startedMs = stopwatchMs();
  for (const kind of sweepable) {
    let removed = 0;
    for (let batch = 0; batch < bounds.batches && stopwatchMs() - startedMs < bounds.ms; batch += 1) {
      const count = await sweepBatch(kind);
      removed += count;
      if (count === 0) break;
    }
    if (removed > 0) log.info("swept", { kind, removed });
  }
}
