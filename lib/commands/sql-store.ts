import { database } from "#lib/db/client.ts";

/** Runs one statement for the owner of the embedded database: operators and tests. Reached only over the command socket. */
export async function runSql(sql: string, params: readonly unknown[]): Promise<unknown[]> {
  const { embedded } = database();
  if (!embedded) throw new Error("The database is a server: ask it directly.");
  const { rows } = await embedded.query<Record<string, unknown>>(sql, [...params]);
  return rows;
}
