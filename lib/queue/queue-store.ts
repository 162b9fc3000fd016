import { type Database, database } from "#lib/db/client.ts";
import type { Tx } from "#lib/db/unit.ts";

/**
 * Whether a mail job with this merge key was made in the last 60 seconds, whatever became of it. Reads by the index of
 * the queue's own throttle (`job_i4`), which alone would merge by the minute of the clock and not by its length.
 */
export async function wasQueuedWithinAMinute(tx: Tx, queue: string, key: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job
    WHERE name = ${queue} AND COALESCE(singleton_key, '') = ${key} AND state <> 'cancelled'
      AND singleton_on >= 'epoch'::timestamp + interval '1 second' * (date_part('epoch', now()) - 120)
      AND created_on > now() - interval '60 seconds'
    LIMIT 1`;
  return rows.length > 0;
}

/** Hands jobs that a dead process was working on to the next worker, at once. Only where no other process can exist. */
export async function returnActiveJobs({ statements }: Database): Promise<void> {
  await statements.$executeRaw`UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active'`;
}

/** Mails that are not sent yet. `retry`: tried before, or waiting for a time of its own. */
export type QueueState = {
  readonly state: "created" | "retry" | "active";
  readonly jobs: number;
  readonly seconds: number;
};

/** How many mails wait, in each state, and since when the oldest does. Reads none that are done. */
export async function mailQueueState(): Promise<readonly QueueState[]> {
  const rows = await database().statements.$queryRaw<QueueState[]>`
    SELECT state::text AS state, count(*)::int AS jobs,
           coalesce(extract(epoch FROM now() - min(coalesce((data->>'madeAt')::timestamptz, created_on))), 0)::float8 AS seconds
      FROM pgboss.job WHERE name = 'mail' AND state < 'completed' GROUP BY state`;
  const none = (state: QueueState["state"]) => ({ state, jobs: 0, seconds: 0 });
  const states = ["created", "retry", "active"] as const;
  return states.map((state) => rows.find((row) => row.state === state) ?? none(state));
}
