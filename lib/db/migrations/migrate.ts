import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { type MigrationEngine, migrationEngine } from "./engine.ts";
import { migrationList, schemaContainer } from "./files.ts";
import { scriptLockNumber } from "./lock.ts";

const noFilter = { externalTables: [], externalEnums: [] };

/**
 * Applies every migration that the database does not have yet, in order; returns their names (none: it was up to date).
 * Throws when a migration fails or an applied one was edited; nothing of the failing one, and nothing after it, is applied.
 * `broken` are those that an earlier run began and did not end: each is one transaction, so nothing of them is there, and
 * they are tried again. Calling it twice is harmless; callers on a shared server hold `withMigrationLock`.
 */
export async function applyMigrations(
  factory: SqlMigrationAwareDriverAdapterFactory,
  broken: readonly string[] = [],
): Promise<string[]> {
  const migrationsList = await migrationList();
  const scripts = migrationsList.migrationDirectories.map(({ migrationFile }) => migrationFile.content.value);
  return withEngine(recording(factory, new Set(scripts)), async (engine) => {
    for (const migrationName of broken) await engine.markMigrationRolledBack({ migrationName });
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList,
      filters: noFilter,
    });
    return appliedMigrationNames;
  });
}

/**
 * The SQL that leads from the migrations to prisma/schema.prisma; empty when they agree. Needs a factory with a shadow
 * database (an in-memory PGlite has one).
 */
export async function diffToSchema(factory: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  return withEngine(factory, async (engine) => {
    const schema = await schemaContainer();
    const { stdout } = await engine.diff({
      from: { tag: "migrations", ...(await migrationList()) },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: null,
      filters: noFilter,
    });
    return (stdout ?? "").replace(/^-- This is an empty migration\.\s*$/m, "").trim();
  });
}

// The engine notes that a migration ended after it has ended: one that was killed in between would be there and not be known.
const alone = `SELECT pg_advisory_xact_lock(${scriptLockNumber});\n`;
const noted = `
;UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL;
`;

/** The same way to the database, on which a migration's script also notes its own end, in its own transaction. */
function recording(
  factory: SqlMigrationAwareDriverAdapterFactory,
  migrations: ReadonlySet<string>,
): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = factory;
  const connect = async () => {
    const adapter = await factory.connect();
    const execute = adapter.executeScript.bind(adapter);
    const executeScript = (script: string) => execute(migrations.has(script) ? alone + script + noted : script);
    return Object.assign(adapter, { executeScript });
  };
  return { provider, adapterName, connect, connectToShadowDb: () => factory.connectToShadowDb() };
}

async function withEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: MigrationEngine) => Promise<T>,
): Promise<T> {
  const engine = await migrationEngine(factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}
