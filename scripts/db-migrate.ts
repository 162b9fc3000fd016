// npm run db:migrate: brings the database of DATABASE_URL, or the embedded one, to the newest schema. With
// MIGRATION_DATABASE_URL it acts by that role, makes the queue's schema as well, and gives the other role its rows.
import { closeDatabase, openDatabase } from "#lib/db/client.ts";
import { handOverRows } from "#lib/db/migrations/hand-over.ts";
import { withMigrationLock } from "#lib/db/migrations/lock.ts";
import { applyMigrations } from "#lib/db/migrations/migrate.ts";
import { schemaState } from "#lib/db/migrations/pending.ts";
import { withDataDirLock } from "#lib/entry/data-dir-lock.ts";
import { loadEnvFile } from "#lib/entry/env-file.ts";
import { env, handOn } from "#lib/env.ts";
import { startBoss, stopBoss } from "#lib/queue/boss.ts";

try {
  loadEnvFile();
  const { DATABASE_URL, MIGRATION_DATABASE_URL, DATA_DIR } = env();
  if (MIGRATION_DATABASE_URL !== undefined) handOn({ DATABASE_URL: MIGRATION_DATABASE_URL });
  if (DATABASE_URL === undefined) await withDataDirLock(DATA_DIR, () => migrate(null));
  else await migrate(MIGRATION_DATABASE_URL === undefined ? null : userOf(DATABASE_URL));
} catch (error) {
  console.error(`The database could not be migrated: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
// The pool's idle timers would keep the process for seconds.
process.exit();

/** `runtimeRole`: who is to work with the rows, where the present role is another one. */
async function migrate(runtimeRole: string | null): Promise<void> {
  const database = await openDatabase({ isUnhurried: true });
  try {
    const onWait = () => console.log("Another process is migrating this database: waiting for its end.");
    const applied = await withMigrationLock(database, onWait, async () => {
      const { missing, broken } = await schemaState(database.statements);
      for (const name of broken) console.log(`${name} was begun and not ended; nothing of it is there. Again:`);
      for (const name of missing) console.log(`To be applied: ${name}`);
      return applyMigrations(database.factory, broken);
    });
    for (const name of applied) console.log(`Applied ${name}`);
    if (runtimeRole !== null) {
      await startBoss();
      await stopBoss();
      await handOverRows(database, runtimeRole);
      console.log(`${runtimeRole} may read and write the rows.`);
    }
    console.log(applied.length === 0 ? "The database is up to date." : "Done.");
  } finally {
    await closeDatabase();
  }
}

function userOf(databaseUrl: string): string {
  return decodeURIComponent(new URL(databaseUrl).username);
}
