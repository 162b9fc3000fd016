import { AsyncLocalStorage } from "node:async_hooks";

/** The longest that the first of those who are held waits for a hash before them, in ms. */
const holdMs = 1_000;
/** So many go on at once: with more the event loop would stand still, and the gate turn most of them away. */
const mostAtOnce = 16;
/** Who comes while so many are held goes on to the gate, which turns away whom it has no room for: nobody waits without end. */
const mostHeld = 96;

/** Those whose requests lead to a hash. */
export type Crowd = {
  /**
   * Runs the whole work of a request. While more than a few have a hash before them, who comes is held, and up to sixteen who are held
   * go on at once when a few are left, or after a second: so they ask the database in the same turns of the event loop, and by one statement
   * instead of one each (lib/db/together.ts). It costs nobody time: they would wait for the gate instead.
   */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Says, from within its work, that a request's hash is made: what it still does holds nobody. */
  hashed(): void;
  /** How many are held now. */
  held(): number;
};

/** Whether a request still has its hash before it. */
type Place = { isAhead: boolean };

/** A crowd of its own; of `few` nobody is held, lest the gate behind them fall empty. */
export function makeCrowd(few: number): Crowd {
  const held: (() => void)[] = [];
  const places = new AsyncLocalStorage<Place>();
  let timer: NodeJS.Timeout | undefined;
  let ahead = 0;

  function letGo(): void {
    clearTimeout(timer);
    for (const go of held.splice(0, mostAtOnce)) go();
    if (held.length > 0) timer = setTimeout(letGo, holdMs);
  }

  function hold(): Promise<void> {
    return new Promise((resolve) => {
      if (held.push(resolve) === 1) timer = setTimeout(letGo, holdMs);
    });
  }

  function leave(place: Place | undefined): void {
    if (!place?.isAhead) return;
    place.isAhead = false;
    ahead -= 1;
    if (ahead <= few) letGo();
  }

  return {
    held: () => held.length,
    hashed: () => leave(places.getStore()),
    async run(work) {
      if (ahead > few && held.length < mostHeld) await hold();
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
