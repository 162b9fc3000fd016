import { randomInt } from "node:crypto";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { boss } from "./boss.ts";

/** A job as it was taken from its queue: its data is whatever lies there. */
export type Job = JobWithMetadata<unknown>;

/**
 * The workers of this process on one queue, the one woken longest ago first, which of them are busy, and how many jobs were
 * made while all were.
 */
type Workers = { ids: string[]; readonly busy: Set<string>; missed: number };

/** A job that waited so long in ms was not the only one. */
const backlogMs = 1_000;

/** Wakes come after commits; looking is for retries and for jobs of other processes. */
const pollingIntervalSeconds = 4;

// On globalThis: a request's code and the worker's are not the same bundle.
const key = Symbol.for("latchkey.workers");
const holder: typeof globalThis & { [key]?: Map<string, Workers> } = globalThis;

/**
 * Starts `count` workers on a queue, so that one slow job holds up none of the others. What `task` returns is kept with the
 * job; when it throws, the job is tried again. Call it once a queue, after `startBoss`; `stopBoss` ends it.
 */
export async function startWorkers<Outcome extends object>(
  queue: string,
  count: number,
  task: (job: Job) => Promise<Outcome>,
): Promise<void> {
  workersOf(queue).ids = [];
  for (let started = 0; started < count; started += 1) {
    const self = { id: "" };
    self.id = await boss().work<unknown, Outcome | null>(
      queue,
      { includeMetadata: true, pollingIntervalSeconds },
      async ([job]) => (job ? busy(queue, self.id, { job, task }) : null),
    );
    workersOf(queue).ids.push(self.id);
  }
}

/** Between these, in milliseconds, a worker wakes: seldom while the answer leaves, or the next request of the same person runs. */
const wakesAfterMs = { least: 10, most: 200 } as const;

/**
 * Tells one idle worker, each time another, that there is a job: a little later, and never equally late. What the job takes must
 * show neither in the answer that caused it nor in the next one, as it differs with what is kept about an address (a mail
 * that is dropped is not written). Harmless when none runs here or all are busy: then whoever is done looks again, and all
 * look every few seconds.
 */
export function wakeWorker(queue: string): void {
  // The queue may have been stopped when its time comes, and then hears nothing.
  const running = boss();
  setTimeout(() => wakeNow(queue, running), randomInt(wakesAfterMs.least, wakesAfterMs.most)).unref();
}

function wakeNow(queue: string, running: PgBoss): void {
  const workers = workersOf(queue);
  const chosen = workers.ids.find((id) => !workers.busy.has(id));
  if (chosen === undefined) {
    workers.missed += 1;
    return;
  }
  workers.ids = [...workers.ids.filter((id) => id !== chosen), chosen];
  running.notifyWorker(chosen);
}

/** Marks a worker busy; afterwards it looks for the next job at once where there is likely to be one. */
async function busy<Outcome>(
  queue: string,
  id: string,
  { job, task }: { readonly job: Job; readonly task: (job: Job) => Promise<Outcome> },
): Promise<Outcome> {
  const workers = workersOf(queue);
  workers.busy.add(id);
  try {
    return await task(job);
  } finally {
    workers.busy.delete(id);
    const isBacklog = job.startedOn.getTime() - job.createdOn.getTime() > backlogMs;
    if (isBacklog || workers.missed > 0) boss().notifyWorker(id);
    workers.missed = Math.max(0, workers.missed - 1);
  }
}

function workersOf(queue: string): Workers {
  holder[key] ??= new Map();
  const known = holder[key].get(queue);
  if (known) return known;
  const none: Workers = { ids: [], busy: new Set(), missed: 0 };
  holder[key].set(queue, none);
  return none;
}
