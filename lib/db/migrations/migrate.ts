import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { type MigrationEngine, migrationEngine } from "./engine.ts";
import { migrationList, schemaContainer } from "./files.ts";

const noFilter = { externalTables: [], externalEnums: [] };

/**
 * Applies every migration that the database does not have yet, in order; returns their names (none: it was up to date).
 * Throws when a migration fails or an applied one was edited; nothing after the failing one is applied.
 * Calling it twice is harmless; callers on a shared server hold `withMigrationLock`.
 */
export async function applyMigrations(factory: SqlMigrationAwareDriverAdapterFactory): Promise<string[]> {
  return withEngine(factory, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await migrationList(),
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
