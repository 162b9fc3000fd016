import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { StartFault } from "#lib/env/fault.ts";
import { env, handOn } from "#lib/env.ts";
import { makeDataDir } from "./data-dir.ts";
import { isOneOf } from "./system-error.ts";

/**
 * In local mode without SECRET_KEY: takes the key from DATA_DIR/secret, which is made once, readable by its owner alone,
 * and hands it on as SECRET_KEY. Two processes that start at once get the same key. Does nothing in any other case.
 */
export function adoptLocalSecret(): void {
  const { IS_LOCAL, SECRET_KEYS, DATA_DIR } = env();
  if (!IS_LOCAL || SECRET_KEYS.length > 0) return;
  handOn({ SECRET_KEY: localSecret(DATA_DIR) });
  if (isUsable()) return;
  throw new StartFault(
    `${path.join(DATA_DIR, "secret")} does not hold a usable key: remove it (links and sessions end), or set SECRET_KEY.`,
  );
}

/** The key in DATA_DIR/secret, made if it is missing. */
export function localSecret(folder: string): string {
  const file = path.join(folder, "secret");
  const kept = read(file);
  if (kept !== null) return kept;
  makeDataDir(folder);
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writePrivately(draft, `${randomBytes(32).toString("base64")}\n`);
  try {
    // A link is made whole or not at all, and never over another: the first process wins.
    linkSync(draft, file);
  } catch (error) {
    if (!isOneOf(error, ["EEXIST"])) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return read(file) ?? "";
}

function read(file: string): string | null {
  try {
    const text = readFileSync(file, "utf8").trim();
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    return text;
  } catch (error) {
    // What is wrong with the folder is said where it is made.
    if (isOneOf(error, ["ENOENT", "ENOTDIR"])) return null;
    throw new StartFault(`${file} cannot be read: give this user the right to, or set SECRET_KEY.`);
  }
}

function writePrivately(file: string, text: string): void {
  const handle = openSync(file, "wx", 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
}

function isUsable(): boolean {
  try {
    return env().SECRET_KEYS.length > 0;
  } catch {
    return false;
  }
}
