import { database } from "#lib/db/client.ts";

/** What the database says of itself and of us. */
export type DatabaseFacts = {
  readonly version: number;
  readonly nowMs: number;
  readonly encoding: string;
  readonly isReadOnly: boolean;
  readonly isSuperuser: boolean;
  /** Or need not: they are there, made by the role that migrates (docs/operations.md). So with the queue's schema. */
  readonly mayCreate: boolean;
  readonly mayMakeSchemas: boolean;
  readonly maxConnections: number;
};

/** Asks in one statement; throws what the driver throws. */
export async function databaseFacts(): Promise<DatabaseFacts> {
  const [row] = await database().statements.$queryRaw<DatabaseFacts[]>`
    SELECT current_setting('server_version_num')::int / 10000 AS version,
           (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs",
           current_setting('server_encoding') AS encoding,
           pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS "isReadOnly",
           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser",
           has_schema_privilege(current_schema(), 'CREATE') OR to_regclass('users') IS NOT NULL AS "mayCreate",
           has_database_privilege(current_database(), 'CREATE')
             OR to_regnamespace('pgboss') IS NOT NULL AS "mayMakeSchemas",
           current_setting('max_connections')::int AS "maxConnections"`;
  if (!row) throw new Error("the database answered no row");
  return row;
}

/** Rows that wait although their time has come, which a running server would have done. */
export async function overdueMails(): Promise<number> {
  const [row] = await database().statements.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job
     WHERE name = 'mail' AND state < 'active' AND start_after < now() - interval '5 minutes'`;
  return row?.count ?? 0;
}
