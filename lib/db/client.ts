import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { PrismaClient } from "./generated/client.ts";

/** The one open database of this process: a PostgreSQL server, or PostgreSQL embedded in it. */
export type Database = {
  readonly prisma: PrismaClient;
  /** Prisma's way to the database; the schema engine takes the same one. */
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  /** The embedded database, or null where `DATABASE_URL` names a server. */
  readonly embedded: PGlite | null;
};

// On globalThis: Next bundles this file more than once, and the embedded database may be opened only once.
const key = Symbol.for("latchkey.database");
const holder: typeof globalThis & { [key]?: Database } = globalThis;

/** Opens the database of this process. Called once, by lib/boot.ts or a script; a second call returns the same one. */
export async function openDatabase(): Promise<Database> {
  holder[key] ??= await connect();
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

async function connect(): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL !== undefined) return withClient(serverFactory(DATABASE_URL), null);
  const embedded = await PGlite.create({ dataDir: path.join(DATA_DIR, "db") });
  return withClient(new PrismaPGlite(embedded), embedded);
}

function withClient(factory: SqlMigrationAwareDriverAdapterFactory, embedded: PGlite | null): Database {
  return { factory, embedded, prisma: new PrismaClient({ adapter: factory, log: [] }) };
}

/**
 * The pool of one process. Every wait is bounded, so that a database that hangs becomes a 503 instead of a queue
 * (reliability.md F10): 5 s for a connection, 5 s for a statement, 10 s for an abandoned transaction.
 */
function serverFactory(url: string): PrismaPg {
  const at = new URL(url);
  const config = {
    host: at.hostname,
    port: Number(at.port || 5432),
    user: decodeURIComponent(at.username),
    password: decodeURIComponent(at.password),
    database: decodeURIComponent(at.pathname.slice(1)),
    ...(at.searchParams.get("sslmode") === "require" ? { ssl: true } : {}),
    ...(at.searchParams.has("host") ? { host: at.searchParams.get("host") ?? at.hostname } : {}),
    max: env().DATABASE_POOL_SIZE,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    application_name: "latchkey",
  };
  return new PrismaPg(config, {
    onPoolError: (error) => log.warn("database_connection_lost", { error }),
    onConnectionError: (error) => log.warn("database_connection_lost", { error }),
  });
}
