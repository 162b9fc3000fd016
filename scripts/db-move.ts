// npm run db:move: moves everything from the embedded database in DATA_DIR to the empty PostgreSQL database of DATABASE_URL.
// The server must be stopped; the embedded database is only read, and stays as it is.
import { existsSync } from "node:fs";
import path from "node:path";
import { closeDatabase, openDatabase } from "#lib/db/client.ts";
import { withMigrationLock } from "#lib/db/migrations/lock.ts";
import { applyMigrations } from "#lib/db/migrations/migrate.ts";
import { schemaState } from "#lib/db/migrations/pending.ts";
import { MoveFault, moveEmbedded } from "#lib/db/move/move.ts";
import { withDataDirLock } from "#lib/entry/data-dir-lock.ts";
import { loadEnvFile } from "#lib/entry/env-file.ts";
import { env, handOn } from "#lib/env.ts";
import { startBoss, stopBoss } from "#lib/queue/boss.ts";

try {
  loadEnvFile();
  handOn({ LOG_LEVEL: "error" });
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL === undefined) throw new MoveFault("DATABASE_URL is missing: the empty database that all moves to.");
  if (!existsSync(path.join(DATA_DIR, "db")))
    throw new MoveFault(`There is no embedded database in DATA_DIR (${DATA_DIR}).`);
  await withDataDirLock(DATA_DIR, async () => {
    await prepareServer();
    const moved = await moveEmbedded(DATA_DIR);
    for (const { table, rows } of moved) console.log(`${String(rows).padStart(9)}  ${table.replaceAll('"', "")}`);
  });
  console.log(`Moved. Keep DATABASE_URL and the key (SECRET_KEY, or ${path.join(DATA_DIR, "secret")}), then start.`);
  console.log(`${path.join(DATA_DIR, "db")} is as it was: keep it until you are content, then remove it.`);
} catch (error) {
  console.error(`Nothing was moved: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
// The pool's idle timers would keep the process for seconds.
process.exit();

/** The schema of this version, and the queue's. */
async function prepareServer(): Promise<void> {
  const database = await openDatabase({ isUnhurried: true });
  try {
    const onWait = () => console.log("Another process is migrating this database: waiting for its end.");
    await withMigrationLock(database, onWait, async () => {
      const { broken, unknown } = await schemaState(database.statements);
      if (unknown.length > 0)
        throw new MoveFault(`The server's database is newer than this version: ${unknown.join(", ")}.`);
      return applyMigrations(database.factory, broken);
    });
    await startBoss();
  } finally {
    await stopBoss();
    await closeDatabase();
  }
}
