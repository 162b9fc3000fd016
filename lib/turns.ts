/**
 * Lets so many begin at each turn of the event loop, first come, first served. Without it two hundred requests that come at once
 * begin in one turn, and until they have, nothing else is read or answered.
 */
export function makeTurns(atOnce: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    const begin = waiting.splice(0, atOnce);
    if (waiting.length > 0) setImmediate(next);
    for (const each of begin) each();
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
