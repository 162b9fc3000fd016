/** Why the server cannot start, in a sentence for people that also says the mend. It must not quote a secret. */
export class StartFault extends Error {
  override readonly name = "StartFault";
}

// On globalThis: Next's bundle tells, the entry asks, and each has its own copy of this file. Next itself only prints
// what instrumentation.ts throws, and would go on to serve without a database.
const key = Symbol.for("latchkey.boot");
type Boot = { readonly isDone: true } | { readonly isDone: false; readonly error: unknown };
const holder: typeof globalThis & { [key]?: Boot } = globalThis;

/** Runs `boot` and keeps how it ended, for `demandBoot`. */
export async function recordBoot(boot: () => Promise<void>): Promise<void> {
  try {
    await boot();
    holder[key] = { isDone: true };
  } catch (error) {
    holder[key] = { isDone: false, error };
  }
}

/** Throws what made the boot fail, or that there was none. */
export function demandBoot(): void {
  const boot = holder[key];
  if (boot?.isDone) return;
  throw boot?.error ?? new StartFault("The application did not start: instrumentation.ts has not run.");
}

/** Whether an error is a sentence for people: a `StartFault`, also one made in Next's bundle, where the class is another. */
export function isStartFault(error: unknown): error is Error {
  return error instanceof Error && error.name === "StartFault";
}
