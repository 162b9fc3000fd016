// npm run db:migrate: brings the database of DATABASE_URL, or the embedded one, to the newest schema.
import { closeDatabase, openDatabase } from "#lib/db/client.ts";
import { withMigrationLock } from "#lib/db/migrations/lock.ts";
import { applyMigrations } from "#lib/db/migrations/migrate.ts";

try {
  const database = await openDatabase();
  const applied = await withMigrationLock(database, () => applyMigrations(database.factory));
  for (const name of applied) console.log(`Applied ${name}`);
  console.log(applied.length === 0 ? "The database is up to date." : "Done.");
} catch (error) {
  console.error(`The database could not be migrated: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
