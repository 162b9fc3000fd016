import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { Pool } from "pg";
import { StartFault } from "#lib/env/fault.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { EmbeddedAdapter, ServerAdapter } from "./adapters.ts";
import { PrismaClient } from "./generated/client.ts";
import { type PoolState, poolState } from "./pool-state.ts";
import { serverConfig } from "./server-config.ts";
import { statementName } from "./statement-names.ts";
import { type Statements, statementsOn } from "./statements.ts";

/** The one open database of this process: a PostgreSQL server, or PostgreSQL embedded in it. */
export type Database = {
  /** For models and transactions; what runs by itself is shorter by `statements`. */
  readonly prisma: PrismaClient;
  readonly statements: Statements;
  /** Prisma's way to the database; the schema engine takes the same one. */
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  /** The embedded database, or null where `DATABASE_URL` names a server. */
  readonly embedded: PGlite | null;
  /** How the connections to the server are used; null for the embedded database, which has one. */
  readonly pool: (() => PoolState) | null;
  readonly close: () => Promise<void>;
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
  await open.close();
}

async function connect(isUnhurried: boolean): Promise<Database> {
  return env().DATABASE_URL === undefined ? connectEmbedded() : connectServer(isUnhurried);
}

const unopenedWords =
  "The embedded database in DATA_DIR/db cannot be opened: its files are damaged. Put back a copy (docs/operations.md, Backup).";

async function connectEmbedded(): Promise<Database> {
  const embedded = await PGlite.create({ dataDir: path.join(env().DATA_DIR, "db") }).catch(() => {
    throw new StartFault(unopenedWords);
  });
  const close = () => embedded.close();
  return { ...(await through(new EmbeddedAdapter(embedded))), embedded, pool: null, close };
}

/** In a hurry, as people wait; or not, as an operator's work may take minutes. */
async function connectServer(isUnhurried: boolean): Promise<Database> {
  const { DATABASE_POOL_SIZE, DATABASE_STATEMENT_TIMEOUT } = env();
  const plan = isUnhurried
    ? { statementSeconds: 0, lockSeconds: 30 }
    : { statementSeconds: DATABASE_STATEMENT_TIMEOUT };
  const pool = new Pool(serverConfig({ name: "latchkey", max: DATABASE_POOL_SIZE, ...plan }));
  const factory = new ServerAdapter(pool, {
    // BEGIN and COMMIT have nothing to plan.
    statementNameGenerator: ({ sql, args }) => (args.length === 0 ? "" : statementName(sql)),
    onConnectionError: (error) => log.warn("database_connection_lost", { error }),
  });
  pool.on("error", (error) => log.warn("database_connection_lost", { error }));
  return { ...(await through(factory)), embedded: null, pool: () => poolState(pool), close: () => pool.end() };
}

async function through(factory: SqlMigrationAwareDriverAdapterFactory) {
  const statements = statementsOn(await factory.connect());
  return { factory, statements, prisma: new PrismaClient({ adapter: factory, log: [] }) };
}
