import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { EmbeddedAdapter, ServerAdapter } from "./adapters.ts";
import { PrismaClient } from "./generated/client.ts";
import { type PoolState, watchPools } from "./pool-state.ts";
import { serverConfig } from "./server-config.ts";
import { statementName } from "./statement-names.ts";

/** The one open database of this process: a PostgreSQL server, or PostgreSQL embedded in it. */
export type Database = {
  readonly prisma: PrismaClient;
  /** Prisma's way to the database; the schema engine takes the same one. */
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  /** The embedded database, or null where `DATABASE_URL` names a server. */
  readonly embedded: PGlite | null;
  /** How the connections to the server are used; null for the embedded database, which has one. */
  readonly pool: (() => PoolState) | null;
};

// On globalThis: Next bundles this file more than once, and the embedded database may be opened only once.
const key = Symbol.for("latchkey.database");
const holder: typeof globalThis & { [key]?: Database } = globalThis;

/**
 * Opens the database of this process. Called once, by lib/boot.ts or a script; a second call returns the same one. An
 * operator's script `isUnhurried`: its statements may take as long as they need, but wait only 30 s for a lock.
 */
export async function openDatabase({ isUnhurried = false } = {}): Promise<Database> {
  holder[key] ??= await connect(isUnhurried);
  return holder[key];
}

/** The open database. Throws when nothing opened it: a bug, never a state of the world. */
export function database(): Database {
  const open = holder[key];
  if (!open) throw new Error("The database is not open: openDatabase() comes first.");
  return open;
}

/** Closes what `openDatabase` opened; harmless when nothing is open. */
export async function closeDatabase(): Promise<void> {
  const open = holder[key];
  if (!open) return;
  delete holder[key];
  await open.prisma.$disconnect();
  await open.embedded?.close();
}

async function connect(isUnhurried: boolean): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL !== undefined) {
    const factory = serverFactory(isUnhurried);
    return { ...withClient(factory, null), pool: watchPools(factory) };
  }
  const embedded = await PGlite.create({ dataDir: path.join(DATA_DIR, "db") });
  return withClient(new EmbeddedAdapter(embedded), embedded);
}

function withClient(factory: SqlMigrationAwareDriverAdapterFactory, embedded: PGlite | null): Database {
  return { factory, embedded, pool: null, prisma: new PrismaClient({ adapter: factory, log: [] }) };
}

/** How the tables are reached: in a hurry, as people wait; or not, as an operator's work may take minutes. */
function serverFactory(isUnhurried: boolean): ServerAdapter {
  const { DATABASE_POOL_SIZE, DATABASE_STATEMENT_TIMEOUT } = env();
  const plan = isUnhurried
    ? { statementSeconds: 0, lockSeconds: 30 }
    : { statementSeconds: DATABASE_STATEMENT_TIMEOUT };
  return new ServerAdapter(serverConfig({ name: "latchkey", max: DATABASE_POOL_SIZE, ...plan }), {
    // BEGIN and COMMIT have nothing to plan.
    statementNameGenerator: ({ sql, args }) => (args.length === 0 ? "" : statementName(sql)),
    onPoolError: (error) => log.warn("database_connection_lost", { error }),
    onConnectionError: (error) => log.warn("database_connection_lost", { error }),
  });
}
