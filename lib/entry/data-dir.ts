import { accessSync, constants, mkdirSync } from "node:fs";

/** The data folder cannot be used, in words for people. */
export class DataDirFault extends Error {}

/** Makes DATA_DIR if it is missing, for its owner alone. Throws `DataDirFault` when it cannot be written. */
export function makeDataDir(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new DataDirFault(
      `DATA_DIR (${folder}) cannot be written: give this user the right to, or name another folder.`,
    );
  }
}
