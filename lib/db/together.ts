import DataLoader from "dataloader";

/** More than this is asked in several statements. */
const mostAtOnce = 100;

/**
 * Makes one question of many: whoever asks in the same turn of the event loop, or within `withinMs` of the first, is answered by
 * one call of `answerAll`, which answers as many as asked and in that order. When it throws, all of them are told.
 */
export function together<Ask, Answer>(
  answerAll: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  withinMs?: number,
): (ask: Ask) => Promise<Answer> {
  const schedule = (run: () => void) => void setTimeout(run, withinMs);
  const loader = new DataLoader<Ask, Answer>(answerAll, {
    cache: false,
    maxBatchSize: mostAtOnce,
    ...(withinMs === undefined ? {} : { batchScheduleFn: schedule }),
  });
  return (ask) => loader.load(ask);
}
