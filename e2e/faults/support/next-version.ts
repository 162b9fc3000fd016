import { cp, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

/** What only the development of this copy needs, or what is too large to copy: linked, or left out. */
const linked = ["node_modules", ".next"];
const leftOut = [".git", ".data", ".test", "e2e", "coverage"];

/**
 * A copy of this version with one more migration, as the next version would have it: it only adds. Returns the folder in
 * which `server.ts` and the scripts run.
 */
export async function makeNextVersion(folder: string, name: string, sql: string): Promise<string> {
  const home = path.join(folder, "next-version");
  await mkdir(home, { recursive: true });
  for (const entry of await readdir(".")) {
    if (leftOut.includes(entry) || entry.startsWith(".env")) continue;
    if (linked.includes(entry)) await symlink(path.resolve(entry), path.join(home, entry));
    else await cp(entry, path.join(home, entry), { recursive: true });
  }
  const migration = path.join(home, "prisma/migrations", name);
  await mkdir(migration);
  await writeFile(path.join(migration, "migration.sql"), sql);
  return home;
}
