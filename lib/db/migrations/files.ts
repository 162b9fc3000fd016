import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

const prismaFolder = path.resolve("prisma");
const migrationsFolder = path.join(prismaFolder, "migrations");

/** prisma/schema.prisma as the schema engine wants it. */
export async function schemaContainer(): Promise<{ path: string; content: string }> {
  const file = path.join(prismaFolder, "schema.prisma");
  return { path: file, content: await readFile(file, "utf8") };
}

/** The names of all migrations in prisma/migrations, oldest first. */
export async function migrationNames(): Promise<string[]> {
  if (!existsSync(migrationsFolder)) return [];
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations folder read from disk, as the schema engine wants it. */
export async function migrationList() {
  const names = await migrationNames();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: await readFile(path.join(migrationsFolder, name, "migration.sql"), "utf8"),
        },
      },
    })),
  );
  return {
    baseDir: migrationsFolder,
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories,
  };
}

/** Where a new migration of this name goes: `prisma/migrations/<UTC stamp>_<name>/migration.sql`. */
export function newMigrationPath(name: string, now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  return path.join(migrationsFolder, `${stamp}_${name}`, "migration.sql");
}
