/**
 * Lets one request begin at each turn of the event loop, first come, first served. Without it two hundred that come at once
 * begin in one turn, and until they have, nothing else is read or answered.
 */
export function makeTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    const begin = waiting.shift();
    if (waiting.length > 0) setImmediate(next);
    begin?.();
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
