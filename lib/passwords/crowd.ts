import { AsyncLocalStorage } from "node:async_hooks";

/** The longest that the first of those who are held waits for a hash before them, in ms. */
const holdMs = 1_000;
/** So many go on at once: with more the event loop would stand still, and the gate turn most of them away. */
const mostAtOnce = 16;
/** Who comes while so many are held goes on to the gate, which turns away whom it has no room for: nobody waits without end. */
const mostHeld = 96;
/** So many whose hashes are made go on at once. */
const mostGathered = 3;
/** The longest that the first of those waits for the others, in ms. */
const gatherMs = 50;

/** Those whose requests lead to a hash. */
export type Crowd = {
  /**
   * Runs the whole work of a request. While more than a few have a hash before them, who comes is held, and up to sixteen who are held
   * go on at once when a few are left, or after a second: so they ask the database in the same turns of the event loop, and by one statement
   * instead of one each (lib/db/together.ts). It costs nobody time: they would wait for the gate instead.
   */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /**
   * Says, from within its work, that a request's hash is made: what it still does holds nobody. While more than a few have
   * theirs before them, it waits until three can go on at once, for the same reason, and 50 ms at most.
   */
  hashed(): Promise<void>;
  /** How many are held now. */
  held(): number;
};

/** Whether a request still has its hash before it. */
type Place = { isAhead: boolean };

/** A crowd of its own; of `few` nobody is held, lest the gate behind them fall empty. */
export function makeCrowd(few: number): Crowd {
  const places = new AsyncLocalStorage<Place>();
  const held = makeLine(holdMs, mostAtOnce);
  const made = makeLine(gatherMs, mostGathered);
  let ahead = 0;

  function leave(place: Place): void {
    if (!place.isAhead) return;
    place.isAhead = false;
    ahead -= 1;
    if (ahead > few) return;
    made.letGo();
    held.letGo();
  }

  return {
    held: held.length,
    async hashed() {
      const place = places.getStore();
      if (!place?.isAhead) return;
      leave(place);
      if (ahead <= few) return;
      const others = made.wait();
      if (made.length() === mostGathered) made.letGo();
      await others;
    },
    async run(work) {
      if (ahead > few && held.length() < mostHeld) await held.wait();
      ahead += 1;
      const place = { isAhead: true };
      try {
        return await places.run(place, work);
      } finally {
        leave(place);
      }
    },
  };
}

/** Those who wait for a word, in their order: `atOnce` at each, or `longestMs` after the first of them came. */
function makeLine(longestMs: number, atOnce: number) {
  const waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  function letGo(): void {
    clearTimeout(timer);
    for (const go of waiting.splice(0, atOnce)) go();
    if (waiting.length > 0) timer = setTimeout(letGo, longestMs);
  }

  function wait(): Promise<void> {
    return new Promise((resolve) => {
      if (waiting.push(resolve) === 1) timer = setTimeout(letGo, longestMs);
    });
  }

  return { wait, letGo, length: () => waiting.length };
}
