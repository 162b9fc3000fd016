import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartFault } from "#lib/env/fault.ts";
import { type DataDirLock, lockDataDir } from "./data-dir-lock.ts";

/**
 * Makes DATA_DIR this process's own and its embedded database ready: made and migrated by a child process, because making
 * one takes 800 MB that only the end of a process gives back. A database that already has these migrations needs no child.
 */
export async function prepareEmbeddedDatabase(dataDir: string): Promise<DataDirLock> {
  const lock = lockDataDir(dataDir);
  if (isCurrent(dataDir)) return lock;
  // The child takes the lock itself; should another process come between, one of the two is told so.
  lock.release();
  await migrate();
  const own = lockDataDir(dataDir);
  writeFileSync(stampOf(dataDir), migrationsHash());
  return own;
}

// Inside the database's folder, so that it goes wherever the database goes.
function stampOf(dataDir: string): string {
  return path.join(dataDir, "db", "latchkey-migrations");
}

function isCurrent(dataDir: string): boolean {
  try {
    return readFileSync(stampOf(dataDir), "utf8") === migrationsHash();
  } catch {
    return false;
  }
}

function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const file of globSync("prisma/migrations/*/migration.sql").sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function migrate(): Promise<void> {
  const child = spawn(process.execPath, ["--conditions=react-server", "scripts/db-migrate.ts"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new StartFault("The embedded database could not be prepared; the reason stands above."));
    });
  });
}
