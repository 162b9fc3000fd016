import { stopwatchMs } from "#lib/clock.ts";

/** All places and the queue are taken, or the wait was too long; `lib/http` answers 503 with Retry-After. */
export class GateBusy extends Error {
  override readonly name = "GateBusy";
  /** When it is worth trying again. */
  readonly retryAfterSeconds = 3;

  constructor() {
    super("too many password hashes at once");
  }
}

/** Whether an error is that refusal. By name: Next bundles this module more than once, and each bundle has a class of its own. */
export function isGateBusy(error: unknown): boolean {
  return error instanceof Error && error.name === "GateBusy";
}

/** Lets a few in at a time. */
export type Gate = {
  /** Runs the work when there is a place. Throws {@link GateBusy} without having started it. First come, first served. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
  /** Who is in and who waits now, and what happened since the start. */
  state(): GateState;
};

/** `waits` of those let in had to wait, for `waitedMs` in all; `refused` were sent away. */
export type GateState = {
  readonly running: number;
  readonly waiting: number;
  readonly waits: number;
  readonly waitedMs: number;
  readonly refused: number;
};

/** How many may work, how many may wait, and how long. */
export type GateLimits = { readonly concurrency: number; readonly queueLength: number; readonly waitMs: number };

/** At most two at once, 32 waiting, three seconds (docs/security.md row 32). */
export const hashGateLimits: GateLimits = { concurrency: 2, queueLength: 32, waitMs: 3_000 };

/** A gate with its own places and queue. */
export function makeGate({ concurrency, queueLength, waitMs }: GateLimits): Gate {
  let running = 0;
  const waiting = new Set<() => void>();
  const since = { waits: 0, waitedMs: 0, refused: 0 };

  function refusal(): GateBusy {
    since.refused += 1;
    return new GateBusy();
  }

  function enter(): Promise<void> {
    if (running < concurrency) {
      running += 1;
      return Promise.resolve();
    }
    if (waiting.size >= queueLength) return Promise.reject(refusal());
    const fromMs = stopwatchMs();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(letIn);
        reject(refusal());
      }, waitMs);
      function letIn(): void {
        clearTimeout(timer);
        since.waits += 1;
        since.waitedMs += stopwatchMs() - fromMs;
        resolve();
      }
      waiting.add(letIn);
    });
  }

  /** A place is handed on, never given back and taken again: nobody can slip in before those who wait. */
  function leave(): void {
    const [next] = waiting;
    if (next === undefined) {
      running -= 1;
      return;
    }
    waiting.delete(next);
    next();
  }

  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
    state: () => ({ running, waiting: waiting.size, ...since }),
  };
}
