import { startApp } from "./app.ts";
import { createDatabase } from "./databases.ts";
import { type DatabaseKind, publishStage } from "./place.ts";
import { startPostgres } from "./postgres.ts";
import { runProgram } from "./process.ts";
import { makeTempFolder, removeTempFolder } from "./temp-folder.ts";

/**
 * Prepares a test run on one database: a server where one is needed, a migrated template, and one shared application
 * with default settings. Returns what takes it all down again.
 */
export async function openStage(database: DatabaseKind): Promise<() => Promise<void>> {
  const server = database === "postgres" ? await startPostgres() : null;
  const folder = await makeTempFolder();
  const closeStage = async () => {
    await server?.stop();
    await removeTempFolder(folder);
  };
  try {
    const template = server ? await createDatabase(server.url) : folder;
    await migrate(server ? { DATABASE_URL: template, DATA_DIR: folder } : { DATA_DIR: folder });
    const prepared = { serverUrl: server?.url ?? null, template };
    const app = await startApp({ database, ...prepared });
    const { url, databaseUrl, dataFolder, mailFolder, secretKey } = app;
    publishStage(database, { ...prepared, shared: { url, database, databaseUrl, dataFolder, mailFolder, secretKey } });
    return async () => {
      await app.dispose();
      await closeStage();
    };
  } catch (error) {
    await closeStage();
    throw error;
  }
}

async function migrate(settings: Readonly<Record<string, string>>): Promise<void> {
  const { code, output } = await runProgram(["--conditions=react-server", "scripts/db-migrate.ts"], settings);
  if (code !== 0) throw new Error(`The migration of the template failed:\n${output}`);
}
