import { accessSync, constants, mkdirSync } from "node:fs";
import { StartFault } from "#lib/env/fault.ts";

/** Makes DATA_DIR if it is missing, for its owner alone. Throws `StartFault` when it cannot be written. */
export function makeDataDir(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new StartFault(
      `DATA_DIR (${folder}) cannot be written: give this user the right to, or name another folder.`,
    );
  }
}
