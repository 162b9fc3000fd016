import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import { z } from "zod";
import { serverConfig } from "#lib/db/server-config.ts";
import { type Ask, type Table, tablesOf } from "./tables.ts";

/** Rows carried at once: enough that trips cost little, few enough that a batch is some megabytes. */
const batch = 1_000;

/** How many rows of one table were moved. */
export type Moved = { readonly table: string; readonly rows: number };

/** Why nothing was moved, in a sentence for people. */
export class MoveFault extends Error {
  override readonly name = "MoveFault";
}

/**
 * Copies everything from the embedded database in `dataDir` to the server of DATABASE_URL, in one transaction there: all
 * tables, sequences, and the queue's jobs, those that are done included. The embedded one is only read. Both must have this
 * version's schema, the queue's too, and the server's tables must be empty. Nothing else may have either of them open. Throws
 * `MoveFault` with nothing written when there is something in the way.
 */
export async function moveEmbedded(dataDir: string): Promise<readonly Moved[]> {
  const source = await PGlite.create({ dataDir: path.join(dataDir, "db") });
  const { max: _, Client: _bounded, ...config } = serverConfig({ name: "latchkey move", max: 1, statementSeconds: 0 });
  const target = new Client({ ...config, idle_in_transaction_session_timeout: 0 });
  try {
    await target.connect();
    return await moveBetween(source, target);
  } finally {
    await target.end();
    await source.close();
  }
}

async function moveBetween(source: PGlite, target: Client): Promise<readonly Moved[]> {
  const from: Ask = async (sql, params = []) => (await source.query(sql, [...params])).rows;
  const to: Ask = async (sql, params = []) => (await target.query(sql, [...params])).rows;
  const tables = await tablesOf(from);
  await demandSame(tables, await tablesOf(to));
  const moved: Moved[] = [];
  await to("BEGIN");
  try {
    await demandEmpty(to);
    for (const table of tables) moved.push({ table: table.name, rows: await copyTable(source, to, table) });
    await copySequences(from, to);
    await to("COMMIT");
  } catch (error) {
    await to("ROLLBACK");
    throw error;
  }
  await to("ANALYZE");
  return moved;
}

async function demandSame(ours: readonly Table[], theirs: readonly Table[]): Promise<void> {
  const missing = ours.filter(
    ({ name, columns }) =>
      !theirs.some((one) => one.name === name && columns.every((column) => one.columns.includes(column))),
  );
  if (missing.length > 0) throw new MoveFault(`The server lacks ${missing.map(({ name }) => name).join(", ")}.`);
}

async function demandEmpty(to: Ask): Promise<void> {
  const [row] = await to("SELECT EXISTS (SELECT 1 FROM users) AS taken");
  if (z.object({ taken: z.boolean() }).parse(row).taken)
    throw new MoveFault("There are accounts on the server already: name an empty database in DATABASE_URL.");
}

/** Rows travel as the text of JSON that no program in between reads, so that no number or time is rounded. */
async function copyTable(source: PGlite, to: Ask, { name, columns }: Table): Promise<number> {
  const list = columns.join(", ");
  const insert = `INSERT INTO ${name} (${list}) OVERRIDING SYSTEM VALUE
    SELECT ${list} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb) ON CONFLICT DO NOTHING`;
  const page = z.object({ rows: z.string().nullable(), count: z.int() });
  return source.transaction(async (tx) => {
    let count = 0;
    await tx.exec(`CREATE TEMP TABLE moving ON COMMIT DROP AS
      SELECT row_number() OVER () AS at, to_jsonb(t) AS row FROM ${name} AS t; CREATE INDEX ON moving (at)`);
    for (;;) {
      const { rows } = await tx.query(
        "SELECT jsonb_agg(row ORDER BY at)::text AS rows, count(*)::int AS count FROM moving WHERE at > $1 AND at <= $2",
        [count, count + batch],
      );
      const found = page.parse(rows[0]);
      if (found.rows === null) return count;
      await to(insert, [found.rows]);
      count += found.count;
    }
  });
}

async function copySequences(from: Ask, to: Ask): Promise<void> {
  const shape = z.object({ name: z.string(), value: z.string() });
  const rows = await from(`
    SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename) AS name, last_value::text AS value
      FROM pg_sequences WHERE schemaname IN ('public', 'pgboss') AND last_value IS NOT NULL`);
  for (const { name, value } of z.array(shape).parse(rows))
    await to("SELECT setval($1::regclass, $2::bigint)", [name, value]);
}
