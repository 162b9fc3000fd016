import { type App, startApp, twoProcesses } from "./app.ts";
import { type DatabaseKind, publishStage } from "./place.ts";
import { startPostgres } from "./postgres.ts";

/**
 * Prepares a test run on one database: a server where one is needed, a template database that a first start has made
 * ready, and one shared application with default settings, of two processes where there can be two. Returns what takes it
 * all down again.
 */
export async function openStage(database: DatabaseKind): Promise<() => Promise<void>> {
  const server = database === "postgres" ? await startPostgres() : null;
  const serverUrl = server?.url ?? null;
  const apps: App[] = [];
  const close = async () => {
    for (const app of apps) await app.dispose();
    await server?.stop();
  };
  try {
    const first = await startApp({ database, serverUrl, template: null });
    apps.push(first);
    await first.stop();
    const template = first.databaseUrl ?? first.dataFolder;
    const shared = await startApp({ database, serverUrl, template, settings: twoProcesses(database) });
    apps.push(shared);
    publishStage(database, { serverUrl, template, shared });
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}
