import { randomInt } from "node:crypto";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { together } from "#lib/db/together.ts";
import { log } from "#lib/log.ts";
import { boss } from "./boss.ts";

/** A job as it was taken from its queue: its data is whatever lies there. */
export type Job = JobWithMetadata<unknown>;

/** What this process does for one queue. */
type Worker = {
  readonly queue: string;
  /** Jobs under way at once. */
  readonly most: number;
  readonly boss: PgBoss;
  readonly task: (job: Job) => Promise<object>;
  readonly end: (ended: Ended) => Promise<unknown>;
  readonly underWay: Map<string, Promise<void>>;
  readonly heartbeat: NodeJS.Timeout;
  wakesWithinMs: number;
  looking: Promise<void> | null;
  next: { readonly timer: NodeJS.Timeout; readonly atMs: number } | null;
  isStopped: boolean;
};

type Ended = { readonly id: string; readonly outcome: object };

/** Between these, in milliseconds, it looks after a wake: seldom while the answer leaves, or the next request of the same person runs. */
const wakesAfterMs = { least: 10, most: 200 } as const;
/** The most of it after a look that found `many`: more of them are taken, and noted, together. */
const wakesLaterMs = 600;
const many = 4;
/** Wakes come after commits; looking is for retries and for jobs of other processes. */
const looksEveryMs = 4_000;
/** When as many jobs were found as there was room for, or there was none. */
const looksAgainAfterMs = 50;
/** Jobs that end within this are noted by one statement. */
const endsWithinMs = 30;
/** Half of the time after which a silent job is taken for dead. */
const heartbeatMs = 5_000;
/** As the queue itself: what takes longer is tried again. */
const longestMs = 30_000;

// On globalThis: a request's code and the worker's are not the same bundle.
const key = Symbol.for("latchkey.workers");
const holder: typeof globalThis & { [key]?: Map<string, Worker> } = globalThis;

/**
 * Starts to take the jobs of a queue, as many in one statement as there are and as there is room for, at most `most` under way: one
 * that is slow holds up none of the others. What `task` returns is kept with the job as soon as it ends; when it throws, or takes
 * longer than 30 s, the job is tried again. Call it once a queue, after `startBoss`; `stopWorkers` ends it.
 */
export function startWorker(queue: string, most: number, task: (job: Job) => Promise<object>): void {
  const running = boss();
  const worker: Worker = {
    ...{ queue, most, task, boss: running, underWay: new Map(), looking: null, next: null, isStopped: false },
    wakesWithinMs: wakesAfterMs.most,
    end: together((ended) => endAll(running, queue, ended), endsWithinMs),
    heartbeat: setInterval(() => void touch(worker), heartbeatMs).unref(),
  };
  workers().set(queue, worker);
  lookAfter(worker, 0);
}

/**
 * Says that there is a job: it is looked for a little later, and never equally late. What the job takes must show neither in the
 * answer that caused it nor in the next one, as it differs with what is kept about an address (a mail that is dropped is not
 * written). Jobs that are made meanwhile are found with it. Harmless when none runs here.
 */
export function wakeWorker(queue: string): void {
  const worker = workers().get(queue);
  if (worker) lookAfter(worker, randomInt(wakesAfterMs.least, worker.wakesWithinMs));
}

/** Takes no more jobs, waits at most `withinMs` for those under way, and gives back the others. */
export async function stopWorkers(withinMs: number): Promise<void> {
  await Promise.all([...workers().values()].map((worker) => stop(worker, withinMs)));
  workers().clear();
}

async function stop(worker: Worker, withinMs: number): Promise<void> {
  worker.isStopped = true;
  clearTimeout(worker.next?.timer);
  await worker.looking;
  await within(withinMs, Promise.all(worker.underWay.values())).catch(() => undefined);
  clearInterval(worker.heartbeat);
  const left = [...worker.underWay.keys()];
  // Where the database is away they are taken for a dead process's, as they are silent from now on.
  if (left.length > 0) await worker.boss.fail(worker.queue, left, { message: "stopped while under way" }).catch(report);
}

/** Looks within `ms`, unless it is about to anyway: so those who wake it one after the other wake it once. */
function lookAfter(worker: Worker, ms: number): void {
  if (worker.isStopped) return;
  const now = performance.now();
  if (worker.next && worker.next.atMs - now <= Math.max(ms, worker.wakesWithinMs)) return;
  clearTimeout(worker.next?.timer);
  worker.next = { timer: setTimeout(() => look(worker), ms).unref(), atMs: now + ms };
}

function look(worker: Worker): void {
  worker.next = null;
  if (worker.looking !== null) {
    lookAfter(worker, looksAgainAfterMs);
    return;
  }
  worker.looking = take(worker).finally(() => {
    worker.looking = null;
  });
}

async function take(worker: Worker): Promise<void> {
  const { most, underWay } = worker;
  const room = most - underWay.size;
  const jobs = room > 0 ? await taken(worker, room) : [];
  for (const job of jobs) underWay.set(job.id, run(worker, job));
  worker.wakesWithinMs = jobs.length < many ? wakesAfterMs.most : wakesLaterMs;
  lookAfter(worker, jobs.length === room ? looksAgainAfterMs : looksEveryMs);
}

async function taken({ queue, boss: running }: Worker, batchSize: number): Promise<Job[]> {
  try {
    return await running.fetch<unknown>(queue, { includeMetadata: true, batchSize });
  } catch (error) {
    report(error);
    return [];
  }
}

async function run({ queue, boss: running, task, end, underWay }: Worker, job: Job): Promise<void> {
  try {
    await end({ id: job.id, outcome: await within(longestMs, task(job)) });
  } catch (error) {
    await running.fail(queue, job.id, error instanceof Error ? error : { message: "failed" }).catch(report);
  } finally {
    underWay.delete(job.id);
  }
}

/** Those that ended alike are noted together. */
async function endAll(running: PgBoss, queue: string, all: readonly Ended[]): Promise<readonly null[]> {
  for (const alike of Map.groupBy(all, ({ outcome }) => JSON.stringify(outcome)).values()) {
    const ids = alike.map(({ id }) => id);
    await running.complete(queue, ids, alike[0]?.outcome);
  }
  return all.map(() => null);
}

async function touch({ queue, boss: running, underWay }: Worker): Promise<void> {
  if (underWay.size > 0) await running.touch(queue, [...underWay.keys()]).catch(report);
}

function report(error: unknown): void {
  log.error("queue_error", { error });
}

async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`took longer than ${ms} ms`)), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

function workers(): Map<string, Worker> {
  holder[key] ??= new Map();
  return holder[key];
}
