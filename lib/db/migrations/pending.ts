import type { Statements } from "#lib/db/statements.ts";
import { StartFault } from "#lib/env/fault.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { migrationNames } from "./files.ts";

/** How the database stands to the migrations of this version. */
export type SchemaState = {
  /** To be applied. */
  readonly missing: string[];
  /** From a newer version. */
  readonly unknown: string[];
  /** Begun by a run that failed or was killed, and not ended. */
  readonly broken: string[];
};

/** Compares names only, by one read: cheap enough for every start. */
export async function schemaState(statements: Statements): Promise<SchemaState> {
  const [ours, rows] = await Promise.all([migrationNames(), recorded(statements)]);
  const theirs = rows.filter(({ isDone }) => isDone).map(({ name }) => name);
  return {
    broken: rows.filter(({ isDone }) => !isDone).map(({ name }) => name),
    missing: ours.filter((name) => !theirs.includes(name)),
    unknown: theirs.filter((name) => !ours.includes(name)),
  };
}

/** Throws `StartFault` where the schema is of another version; a newer one is let be with DATABASE_MAY_BE_NEWER. */
export async function demandSchema(statements: Statements): Promise<void> {
  const { missing, unknown } = await schemaState(statements);
  if (missing.length > 0) throw new StartFault(`The database lacks ${missing.join(", ")}. Run: npm run db:migrate`);
  if (unknown.length === 0) return;
  const newer = unknown.join(", ");
  if (env().DATABASE_MAY_BE_NEWER) return log.warn("database_is_newer", { newer });
  throw new StartFault(
    `The database is newer than this version: it has ${newer}. Start the newer version; or, to go back one release,` +
      " set DATABASE_MAY_BE_NEWER=true.",
  );
}

async function recorded(statements: Statements): Promise<{ name: string; isDone: boolean }[]> {
  const [table] = await statements.$queryRaw<{ present: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`;
  if (!table?.present) return [];
  return statements.$queryRaw<{ name: string; isDone: boolean }[]>`
    SELECT migration_name AS name, finished_at IS NOT NULL AS "isDone" FROM _prisma_migrations
     WHERE rolled_back_at IS NULL`;
}
