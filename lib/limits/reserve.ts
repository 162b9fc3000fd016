import { createHmac } from "node:crypto";
import { database } from "#lib/db/client.ts";
import { type Sql, sql } from "#lib/db/sql.ts";
import { together } from "#lib/db/together.ts";
import { retried } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { derivedKeys } from "#lib/keys.ts";
import { type LimitFigure, type LimitName, limitTable } from "./table.ts";

/** One counter: a limit, and whose it is (an address, a name, an id in its canonical form). */
export type Bucket = { readonly limit: LimitName; readonly of: string };

/** The answer of `reserve`: go on, or come back in so many seconds. */
export type Reservation =
  | { readonly ok: true }
  | { readonly ok: false; readonly limit: LimitName; readonly retryAfterSeconds: number };

/** The figure in force: the default or RATE_LIMIT_<NAME>, times RATE_LIMIT_SCALE. */
export function figureOf(name: LimitName): LimitFigure {
  const { count, windowSeconds } = env().rateLimit(name) ?? limitTable[name];
  return { count: Math.ceil(count * env().RATE_LIMIT_SCALE), windowSeconds };
}

/**
 * Counts one try in every bucket, all in one atomic statement shared by all replicas (docs/security.md row 39). When one is over
 * its figure the answer names the longest wait. Windows are fixed and run by the database clock; going on trying does not
 * prolong them. All who ask in one turn of the event loop are counted, one after the other, by that statement. Keys are HMACs:
 * the table holds neither names nor addresses.
 */
export async function reserve(buckets: readonly Bucket[]): Promise<Reservation> {
  return buckets.length === 0 ? { ok: true } : reserveTogether(buckets);
}

const reserveTogether = together(reserveEach);

async function reserveEach(asks: readonly (readonly Bucket[])[]): Promise<Reservation[]> {
  const counters = new Map<string, Counter>();
  const tries = asks.map((buckets) => buckets.map((bucket) => tryOf(counters, bucket)));
  if (counters.size === 0) return tries.map(() => ({ ok: true }));
  const rows = await retried(() => countAll([...counters.values()]));
  const counted = new Map(rows.map((row) => [nameOf(row.key), row]));
  return tries.map((one) => judge(one, counted));
}

/** Those who share a counter have places in it: the first may be let in and the second not. */
type Counter = LimitFigure & { readonly key: Uint8Array<ArrayBuffer>; tries: number };
type Try = { readonly limit: LimitName; readonly counter: Counter; readonly place: number };

function tryOf(counters: Map<string, Counter>, bucket: Bucket): Try {
  const key = bucketKey(bucket);
  const name = nameOf(key);
  const counter = counters.get(name) ?? { ...figureOf(bucket.limit), key, tries: 0 };
  counters.set(name, counter);
  counter.tries += 1;
  return { limit: bucket.limit, counter, place: counter.tries };
}

function judge(tries: readonly Try[], counted: ReadonlyMap<string, Row>): Reservation {
  const full = tries.flatMap(({ limit, counter, place }) => {
    const row = counted.get(nameOf(counter.key));
    const isFull = row && row.count - counter.tries + place > counter.count;
    return isFull ? [{ limit, seconds: Math.max(1, Math.ceil(row.seconds)) }] : [];
  });
  const worst = full.sort((a, b) => b.seconds - a.seconds)[0];
  return worst ? { ok: false, limit: worst.limit, retryAfterSeconds: worst.seconds } : { ok: true };
}

function nameOf(key: Uint8Array): string {
  return Buffer.from(key).toString("latin1");
}

/**
 * What a success does to the counters, as parts of another statement: takes one try back from some buckets, and empties
 * others, whose run of failures it ends (docs/security.md row 43).
 */
export function settlement(buckets: { readonly giveBack: readonly Bucket[]; readonly clear: readonly Bucket[] }): Sql {
  const given = buckets.giveBack.map(bucketKey);
  const cleared = buckets.clear.map(bucketKey);
  return sql`, held AS MATERIALIZED (${held([...given, ...cleared])}), given_back AS (
      UPDATE limit_buckets AS b SET count = greatest(count - 1, 0) FROM held
       WHERE b.key = held.key AND b.key = ANY(${given}::bytea[])
    ), cleared AS (DELETE FROM limit_buckets AS b USING held WHERE b.key = held.key AND b.key = ANY(${cleared}::bytea[]))`;
}

// Locks in the order in which `reserve` does. Without it two logins from one address wait for each other, and the server
// looks for such a pair only once a second.
function held(keys: readonly Uint8Array[]): Sql {
  return sql`SELECT key FROM limit_buckets WHERE key = ANY(${keys}::bytea[]) ORDER BY key FOR UPDATE`;
}

/** Takes one counted try back from some buckets: what did not come to be judged was no try. */
export async function giveBack(buckets: readonly Bucket[]): Promise<void> {
  if (buckets.length === 0) return;
  const keys = buckets.map(bucketKey);
  await retried(
    () => database().statements.$executeRaw`
      WITH held AS MATERIALIZED (${held(keys)})
      UPDATE limit_buckets AS b SET count = greatest(count - 1, 0) FROM held, ${unhurried} WHERE b.key = held.key`,
  );
}

// The counters of one address are one row for all of its requests, and its lock is held until the commit is on the disk. A
// crash of the database may forget the last fifth of a second of counting; nobody waits for that.
const unhurried = sql`(SELECT set_config('synchronous_commit', 'off', true)) AS unhurried`;

type Row = { readonly key: Uint8Array; readonly count: number; readonly seconds: number };

async function countAll(counters: readonly Counter[]): Promise<Row[]> {
  const sorted = counters.toSorted((a, b) => Buffer.compare(a.key, b.key)); // one order for all: no deadlock
  const keys = sorted.map(({ key }) => key);
  const windows = sorted.map(({ windowSeconds }) => windowSeconds);
  const tries = sorted.map((counter) => counter.tries);
  return database().statements.$queryRaw<Row[]>`
    INSERT INTO limit_buckets AS b (key, count, resets_at)
    SELECT k, n, now() + make_interval(secs => w)
      FROM unnest(${keys}::bytea[], ${tries}::int[], ${windows}::int[]) AS t (k, n, w), ${unhurried}
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN b.resets_at <= now() THEN excluded.count ELSE least(b.count + excluded.count, 1000000) END,
      resets_at = CASE WHEN b.resets_at <= now() THEN excluded.resets_at ELSE b.resets_at END
    RETURNING key, count, extract(epoch FROM resets_at - now())::float8 AS seconds`;
}

// A replaced master key empties all buckets; that is a fair price for keys that tell nothing.
function bucketKey({ limit, of }: Bucket): Uint8Array<ArrayBuffer> {
  const [key] = derivedKeys("limits/v1");
  if (!key) throw new Error("there is no master key");
  return Uint8Array.from(createHmac("sha256", key).update(`${limit}\0${of}`, "utf8").digest());
}
