import { z } from "zod";

/** Asks a database and gives back its rows, whatever they are. */
export type Ask = (sql: string, params?: readonly unknown[]) => Promise<readonly unknown[]>;

/** A table to be copied: its quoted name with the schema, and the columns that can be written. */
export type Table = { readonly name: string; readonly columns: readonly string[] };

// The queue's own housekeeping is made anew by its start; these three hold what was entrusted to it.
const queueTables = ["queue", "schedule", "job"];

const tableRow = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) });
const edgeRow = z.object({ from: z.string(), to: z.string() });

/** What moves, in an order in which every row finds the ones it refers to: all tables of ours, then what the queue holds. */
export async function tablesOf(ask: Ask): Promise<readonly Table[]> {
  const rows = z.array(tableRow).parse(
    await ask(`
      SELECT n.nspname AS schema, c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'pgboss')
       GROUP BY 1, 2 ORDER BY 1, 2`),
  );
  const own = rows.filter(({ schema, name }) => schema === "public" && name !== "_prisma_migrations");
  const edges = z.array(edgeRow).parse(
    await ask(`
      SELECT f.relname AS "from", t.relname AS "to" FROM pg_constraint k
        JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
       WHERE k.contype = 'f' AND f.relnamespace = 'public'::regnamespace`),
  );
  const queue = queueTables.flatMap((name) => rows.filter((row) => row.schema === "pgboss" && row.name === name));
  return [...inOrder(own, edges), ...queue].map(({ schema, name, columns }) => ({
    name: `"${schema}"."${name}"`,
    columns: columns.map((column) => `"${column}"`),
  }));
}

/** Takes again and again those whose references are all taken. Ours have no circles; one would end here as a fault. */
function inOrder(
  tables: readonly z.infer<typeof tableRow>[],
  edges: readonly z.infer<typeof edgeRow>[],
): readonly z.infer<typeof tableRow>[] {
  const taken: z.infer<typeof tableRow>[] = [];
  while (taken.length < tables.length) {
    const names = new Set(taken.map(({ name }) => name));
    const next = tables.filter(
      ({ name }) => !names.has(name) && edges.every(({ from, to }) => from !== name || to === name || names.has(to)),
    );
    if (next.length === 0) throw new Error("The tables refer to each other in a circle.");
    taken.push(...next);
  }
  return taken;
}
