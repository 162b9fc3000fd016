import { Client } from "pg";
import { eventually } from "./eventually.ts";
import { look } from "./look.ts";
import type { Place } from "./place.ts";

/** What holds rows, and how many statements of the application are to wait for them. */
export type RowLock = { readonly sql: string; readonly params: readonly unknown[]; readonly waiting: number };

/**
 * Runs `work` while a transaction of its own holds rows, and commits that as soon as so many statements wait for it: what
 * raced by chance races every time. For an application of the test's own, on a server. Throws when nobody waits.
 */
export async function whileLocked<Value>(
  place: Place,
  { sql, params, waiting }: RowLock,
  work: () => Promise<Value>,
): Promise<Value> {
  const client = new Client({ connectionString: place.databaseUrl ?? "" });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query(sql, [...params]);
    const working = work();
    await Promise.race([
      statementsWait(place, waiting),
      working.then(() => Promise.reject(new Error("Nobody waited."))),
    ]);
    await client.query("COMMIT");
    return await working;
  } finally {
    await client.end();
  }
}

/** Waits until so many statements of the application wait for a lock. */
export function statementsWait(place: Place, count: number): Promise<true> {
  const sql = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  const doWait = async () => ((await look(place, sql)).length >= count ? true : undefined);
  return eventually(`the waiting of ${count} statements`, doWait);
}
