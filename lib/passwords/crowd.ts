/** The longest that anybody is held, in ms. */
const holdMs = 1_000;

/** Those whose requests lead to a hash. */
export type Crowd = {
  /**
   * Runs the whole work of a request. While more than a few are at it, who comes is held, and all who are held go on at once when
   * a few are left, or after a second: so they ask the database in the same turns of the event loop, and by one statement
   * instead of one each (lib/db/together.ts). It costs nobody time: they would wait for the gate instead.
   */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** How many are held now. */
  held(): number;
};

/** A crowd of its own; of `few` nobody is held, lest the gate behind them fall empty. */
export function makeCrowd(few: number): Crowd {
  const held: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let atIt = 0;

  function letGo(): void {
    clearTimeout(timer);
    for (const go of held.splice(0)) go();
  }

  function hold(): Promise<void> {
    return new Promise((resolve) => {
      if (held.push(resolve) === 1) timer = setTimeout(letGo, holdMs);
    });
  }

  return {
    held: () => held.length,
    async run(work) {
      if (atIt > few) await hold();
      atIt += 1;
      try {
        return await work();
      } finally {
        atIt -= 1;
        if (atIt <= few) letGo();
      }
    },
  };
}
