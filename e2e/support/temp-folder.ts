import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** A new empty folder outside the project. Its path is short: a Unix socket's path may have 107 bytes. */
export function makeTempFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "latchkey-"));
}

/** Removes a folder made by `makeTempFolder` with all it holds; harmless when it is gone. */
export async function removeTempFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
