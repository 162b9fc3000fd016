import { fromPglite, fromPrisma, PgBoss, type QueueOptions, type SendOptions } from "pg-boss";
import { type Database, database } from "#lib/db/client.ts";
import { serverConfig } from "#lib/db/server-config.ts";
import { rawSql, type Sql } from "#lib/db/sql.ts";
import type { Tx } from "#lib/db/unit.ts";
import { log } from "#lib/log.ts";
import { returnActiveJobs } from "./queue-store.ts";

/** The queue of mails. */
export const mailQueue = "mail";
/** The queue of web hooks. */
export const webHookQueue = "web-hook";

/**
 * How a job is tried: again after 5–10 s, then ever later up to an hour. A worker that is killed
 * misses its heartbeat after 10 s; the monitor looks every 5 s; so its job runs again within half a minute.
 */
const queueOptions = {
  retryLimit: 40,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3_600,
  expireInSeconds: 30,
  heartbeatSeconds: 10,
  deleteAfterSeconds: 7 * 86_400,
} as const satisfies QueueOptions;

// On globalThis: Next bundles this file more than once, and there is one queue in a process.
const key = Symbol.for("latchkey.boss");
const holder: typeof globalThis & { [key]?: PgBoss } = globalThis;

/** The running queue of this process. Throws when nothing started it: a bug. */
export function boss(): PgBoss {
  const running = holder[key];
  if (!running) throw new Error("The queue is not running: startBoss() comes first.");
  return running;
}

/** Starts the queue on the open database and makes its schema and our queues. A second call returns the same one. */
export async function startBoss(): Promise<PgBoss> {
  holder[key] ??= await start(database());
  return holder[key];
}

/** Takes no more jobs, lets running ones finish (at most `timeoutMs`), gives back the others, and forgets the queue. */
export async function stopBoss(timeoutMs = 12_000): Promise<void> {
  const running = holder[key];
  if (!running) return;
  // It stays known until it has stopped: a mail that is being sent still ends its job through it.
  await running.stop({ graceful: true, timeout: timeoutMs });
  delete holder[key];
}

/** Makes a job in the caller's transaction; none, and no error, where its `singletonKey` was used in the same window. */
export async function sendIn(tx: Tx, queue: string, job: { data: object; options?: SendOptions }): Promise<void> {
  await boss().send(queue, job.data, { ...job.options, db: fromPrisma(tx) });
}

/** The statement that makes jobs, to be a part of another one: then the jobs and their causes are one trip. */
export async function jobsStatement(queue: string, jobs: readonly object[]): Promise<Sql> {
  const written: Sql[] = [];
  const executeSql = async (text: string, values: unknown[] = []) => {
    written.push(rawSql(text, values));
    return { rows: [] };
  };
  const inserts = jobs.map((data) => ({ data }));
  await boss().insert(queue, inserts, { db: { executeSql } });
  const [statement] = written;
  if (!statement) throw new Error("the queue wrote no statement");
  return statement;
}

async function start(open: Database): Promise<PgBoss> {
  const queue = new PgBoss({ ...connectionOf(open), ...intervals, schema: "pgboss" });
  queue.on("error", (error) => log.error("queue_error", { error }));
  queue.on("warning", ({ message }) => log.warn("queue_warning", { message }));
  await queue.start();
  for (const name of [mailQueue, webHookQueue]) {
    await queue.createQueue(name, queueOptions);
    await queue.updateQueue(name, queueOptions);
    // Fills the queue's own cache: inside a transaction it could not ask, as the embedded database has one connection.
    await queue.findJobs(name, { id: "00000000-0000-0000-0000-000000000000" });
  }
  // The embedded database belongs to one process, so whatever is active was left behind by a dead one.
  if (open.embedded) await returnActiveJobs(open);
  return queue;
}

const intervals = {
  superviseIntervalSeconds: 5,
  monitorIntervalSeconds: 5,
  maintenanceIntervalSeconds: 3_600,
} as const;

function connectionOf({ embedded }: Database) {
  if (embedded) return { db: fromPglite(embedded), backend: "pglite" } as const;
  // Its upkeep of many jobs may take longer than a statement that somebody waits for.
  return serverConfig({ name: "latchkey queue", max: 4, statementSeconds: 15 });
}
