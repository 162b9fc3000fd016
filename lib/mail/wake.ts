import { boss } from "./boss.ts";

/** The mail workers of this process, the one woken longest ago first, and which of them are busy. */
type Workers = { ids: string[]; readonly busy: Set<string> };

// On globalThis: a request's code and the worker's are not the same bundle.
const key = Symbol.for("latchkey.mail-workers");
const holder: typeof globalThis & { [key]?: Workers } = globalThis;

/** The mail workers of this process; none before the worker starts and after it stops. */
export function mailWorkers(): Workers {
  holder[key] ??= { ids: [], busy: new Set() };
  return holder[key];
}

/**
 * Tells one idle worker, each time another, that there is a mail. Harmless when none runs here or all are busy: a busy
 * worker looks again when it is done, and all look every few seconds.
 */
export function wakeMailWorker(): void {
  const workers = mailWorkers();
  const chosen = workers.ids.find((id) => !workers.busy.has(id));
  if (chosen === undefined) return;
  workers.ids = [...workers.ids.filter((id) => id !== chosen), chosen];
  boss().notifyWorker(chosen);
}
