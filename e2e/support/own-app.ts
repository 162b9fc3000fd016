import { type App, type AppOptions, startApp } from "./app.ts";
import { currentDatabase, stageOf } from "./place.ts";

/**
 * An application of the test's own, on the database of its project; for tests with settings of their own, or that stop
 * or kill it. The test disposes of it. Whatever the default settings can show belongs to the shared one.
 */
export function startOwnApp(settings: NonNullable<AppOptions["settings"]> = {}): Promise<App> {
  const database = currentDatabase();
  const { serverUrl, template } = stageOf(database);
  return startApp({ database, serverUrl, template, settings });
}
