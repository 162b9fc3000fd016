import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { handOn } from "#lib/env.ts";
import { closeDatabase, database, openDatabase } from "./client.ts";
import { applyMigrations } from "./migrations/migrate.ts";

/** A PostgreSQL server of a test's own. */
type OwnServer = { readonly url: string; stop(): Promise<unknown> };

/**
 * Opens a migrated database of the process's own, for tests of what stands close to it: a server's, or without one the embedded
 * database in a new folder. What it answers ends all of it, the server too.
 */
export async function openOwnDatabase(
  server: OwnServer | null,
  settings: Readonly<Record<string, string>> = {},
): Promise<() => Promise<void>> {
  const home = await mkdtemp(path.join(os.tmpdir(), "latchkey-own-"));
  const close = async () => {
    await closeDatabase();
    await server?.stop();
    await rm(home, { recursive: true, force: true });
  };
  try {
    handOn({ DATA_DIR: home, DATABASE_URL: server?.url ?? "", LOG_LEVEL: "error", ...settings });
    await openDatabase();
    await applyMigrations(database().factory);
  } catch (error) {
    await close();
    throw error;
  }
  return close;
}
