import type { PrismaClient } from "#lib/db/generated/client.ts";
import { migrationNames } from "./files.ts";

/** How the database stands to the migrations of this version. */
export type SchemaState = { readonly missing: string[]; readonly unknown: string[] };

/** Compares names only, by one read: cheap enough for every start. `missing`: to be applied; `unknown`: from a newer version. */
export async function schemaState(prisma: PrismaClient): Promise<SchemaState> {
  const [ours, theirs] = await Promise.all([migrationNames(), appliedNames(prisma)]);
  return {
    missing: ours.filter((name) => !theirs.includes(name)),
    unknown: theirs.filter((name) => !ours.includes(name)),
  };
}

async function appliedNames(prisma: PrismaClient): Promise<string[]> {
  const [table] = await prisma.$queryRaw<{ present: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`;
  if (!table?.present) return [];
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return rows.map((row) => row.name);
}
