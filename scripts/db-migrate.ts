// npm run db:migrate: brings the database of DATABASE_URL, or the embedded one, to the newest schema.
import { closeDatabase, openDatabase } from "#lib/db/client.ts";
import { withMigrationLock } from "#lib/db/migrations/lock.ts";
import { applyMigrations } from "#lib/db/migrations/migrate.ts";
import { withDataDirLock } from "#lib/entry/data-dir-lock.ts";
import { loadEnvFile } from "#lib/entry/env-file.ts";
import { env } from "#lib/env.ts";

try {
  loadEnvFile();
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL === undefined) await withDataDirLock(DATA_DIR, migrate);
  else await migrate();
} catch (error) {
  console.error(`The database could not be migrated: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
// The pool's idle timers would keep the process for seconds.
process.exit();

async function migrate(): Promise<void> {
  const database = await openDatabase();
  try {
    const applied = await withMigrationLock(database, () => applyMigrations(database.factory));
    for (const name of applied) console.log(`Applied ${name}`);
    console.log(applied.length === 0 ? "The database is up to date." : "Done.");
  } finally {
    await closeDatabase();
  }
}
