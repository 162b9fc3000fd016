import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StartFault } from "#lib/env/fault.ts";
import { makeDataDir } from "./data-dir.ts";

/** A held lock; `release` may be called twice. */
export type DataDirLock = { readonly release: () => void };

// A lock that nothing refers to would be collected as garbage, and so be released.
const held = new Set<DatabaseSync>();

/**
 * Makes this process the only one that works in DATA_DIR: the embedded database is for one process (docs/faults.md F24).
 * The lock is the operating system's own on the file `lock` (taken through SQLite, since Node has no call for it): it dies
 * with its process, even by kill -9, and holds between containers that share the folder, where process ids mean nothing.
 * Throws `StartFault` when another process has it.
 */
export function lockDataDir(folder: string): DataDirLock {
  makeDataDir(folder);
  const holderFile = path.join(folder, "lock.pid");
  const lock = open(path.join(folder, "lock"), () => heldBy(folder, holderFile));
  writeFileSync(holderFile, `${process.pid}\n`);
  held.add(lock);
  return {
    release: () => {
      if (held.delete(lock)) lock.close();
    },
  };
}

/** Runs `work` as the only process in DATA_DIR. For scripts that open the embedded database themselves. */
export async function withDataDirLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = lockDataDir(folder);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

function open(file: string, busy: () => StartFault): DatabaseSync {
  const lock = new DatabaseSync(file);
  try {
    lock.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return lock;
  } catch {
    lock.close();
    throw busy();
  }
}

function heldBy(folder: string, holderFile: string): StartFault {
  return new StartFault(
    `DATA_DIR (${folder}) is in use by another process${pidIn(holderFile)}: the embedded database is for one process.` +
      " Stop that one, choose another DATA_DIR, or set DATABASE_URL to a PostgreSQL server.",
  );
}

function pidIn(file: string): string {
  try {
    const pid = readFileSync(file, "utf8").trim();
    return /^\d+$/.test(pid) ? ` (${pid})` : "";
  } catch {
    return "";
  }
}
