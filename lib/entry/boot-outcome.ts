import { StartFault } from "#lib/env/fault.ts";

// On globalThis: Next's bundle tells, the entry waits, and each has its own copy of this file. Next itself only prints
// what instrumentation.ts throws, goes on to serve without a database, and is "prepared" before it has run.
const key = Symbol.for("latchkey.boot");
type Boot = { readonly done: Promise<void>; readonly end: (error: unknown) => void };
const holder: typeof globalThis & { [key]?: Boot } = globalThis;

/** Longer than a database that has to recover after a crash takes to open. */
const longestBootMs = 60_000;

/** Runs `boot` and tells `demandBoot` how it ended. */
export async function recordBoot(boot: () => Promise<void>): Promise<void> {
  try {
    await boot();
    theBoot().end(null);
  } catch (error) {
    theBoot().end(error);
  }
}

/** Waits for the boot. Throws what made it fail, or that there was none within a minute. */
export async function demandBoot(): Promise<void> {
  const silence = "The application did not start: instrumentation.ts has not run.";
  const timer = setTimeout(() => theBoot().end(new StartFault(silence)), longestBootMs);
  try {
    await theBoot().done;
  } finally {
    clearTimeout(timer);
  }
}

function theBoot(): Boot {
  holder[key] ??= newBoot();
  return holder[key];
}

function newBoot(): Boot {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { done: promise, end: (error) => (error === null ? resolve() : reject(error)) };
}
