// npm run db:new-migration NAME: writes prisma/migrations/<stamp>_NAME/migration.sql, the way from the migrations
// to prisma/schema.prisma. Needs no server: it works on two empty embedded databases in memory.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { newMigrationPath } from "#lib/db/migrations/files.ts";
import { diffToSchema } from "#lib/db/migrations/migrate.ts";
import { scratchFactory } from "#lib/db/migrations/scratch.ts";

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Usage: npm run db:new-migration NAME   (lower-case letters, digits, underscores)");
  process.exit(1);
}
const sql = await diffToSchema(await scratchFactory());
if (sql === "") {
  console.log("Nothing to write: the migrations already lead to prisma/schema.prisma.");
} else {
  const file = newMigrationPath(name, new Date());
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${sql}\n`, { flag: "wx" });
  console.log(`Wrote ${path.relative(process.cwd(), file)}. Read it, then run: npm run db:migrate`);
}
process.exit(0);
