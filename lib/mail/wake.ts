import { boss } from "./boss.ts";

/** The mail workers of this process: who they are, and who is busy. */
type Workers = { readonly ids: string[]; readonly busy: Set<string>; turn: number };

// On globalThis: a request's code and the worker's are not the same bundle.
const key = Symbol.for("latchkey.mail-workers");
const holder: typeof globalThis & { [key]?: Workers } = globalThis;

/** The mail workers of this process; none before the worker starts and after it stops. */
export function mailWorkers(): Workers {
  holder[key] ??= { ids: [], busy: new Set(), turn: 0 };
  return holder[key];
}

/**
 * Tells one idle worker, another one each time, that there is a mail. Harmless when none runs here or all are busy: a
 * busy worker looks again when it is done, and all look every few seconds.
 */
export function wakeMailWorker(): void {
  const workers = mailWorkers();
  const idle = workers.ids.filter((id) => !workers.busy.has(id));
  workers.turn += 1;
  const id = idle[workers.turn % idle.length];
  if (id !== undefined) boss().notifyWorker(id);
}
