import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const folders = ["app", "components", "emails", "lib", "prisma", "scripts"];
const files = ["package.json", "tsconfig.json", "server.ts", "instrumentation.ts", "next.config.mjs"];

/**
 * Copies the application into a folder that git does not know, makes it answer without a hash where there is none to compare
 * with, and builds it. Returns its server's file, and what removes the copy.
 */
export async function buildLeakingCopy(): Promise<{ readonly entry: string; remove(): Promise<void> }> {
  const folder = path.resolve(".test/leaking-copy");
  const remove = () => rm(folder, { recursive: true, force: true });
  await remove();
  await mkdir(folder, { recursive: true });
  for (const name of [...folders, ...files]) await cp(name, path.join(folder, name), { recursive: true });
  await replace(path.join(folder, "lib/passwords/hash.ts"), {
    from: "  const isPossible = isHashable(password);\n",
    to: "  if (encoded === null) return false;\n  const isPossible = isHashable(password);\n",
  });
  // Its packages are the ones two folders above.
  await replace(path.join(folder, "next.config.mjs"), {
    from: "root: import.meta.dirname",
    to: `root: ${JSON.stringify(path.resolve("."))}`,
  });
  const next = path.resolve("node_modules/next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
  await promisify(execFile)(process.execPath, [next, "build"], { cwd: folder, env });
  return { entry: path.join(folder, "server.ts"), remove };
}

/** Throws when there is nothing to replace: a copy that does not leak would prove the opposite. */
async function replace(file: string, { from, to }: { readonly from: string; readonly to: string }): Promise<void> {
  const text = await readFile(file, "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no line "${from.trim()}" any more: change this test with it.`);
  await writeFile(file, text.replace(from, to));
}
