import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";

/** One hash over files and folders of the project, by name and content; tests and what is missing are left out. */
export function hashOf(sources) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesIn)) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** Runs `work` unless its result is there and the stamp names this hash; the stamp is written after it has succeeded. */
export async function unlessDone({ stamp, hash, result = stamp }, work) {
  const file = path.join(root, stamp);
  const isThere = existsSync(file) && existsSync(path.join(root, result));
  if (isThere && readFileSync(file, "utf8") === hash) return;
  rmSync(file, { force: true });
  await work();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, hash);
}

function filesIn(source) {
  const full = path.join(root, source);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [source];
  const entries = readdirSync(full, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name) && !entry.name.startsWith("."))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}
