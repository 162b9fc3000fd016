/** Why the server cannot start, in a sentence for people that also says the mend. It must not quote a secret. */
export class StartFault extends Error {
  override readonly name = "StartFault";
}

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

/** Whether an error is a sentence for people: a `StartFault`, also one made in Next's bundle, where the class is another. */
export function isStartFault(error: unknown): error is Error {
  return error instanceof Error && error.name === "StartFault";
}
