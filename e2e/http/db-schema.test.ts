import { expect, test } from "vitest";
import { look } from "#e2e/support/look.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { applyMigrations, diffToSchema } from "#lib/db/migrations/migrate.ts";
import { scratchFactory } from "#lib/db/migrations/scratch.ts";

/** Tables, columns, enum values and indexes of the application's own schema, one line each. */
const catalogue = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' '
    || coalesce(column_default, '') AS line
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
  UNION ALL
  SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
  UNION ALL
  SELECT 'value ' || t.typname || ' ' || e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
    JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = 'public'
  ORDER BY 1`;

test("the migrations lead exactly to prisma/schema.prisma", async () => {
  expect(await diffToSchema(await scratchFactory())).toBe("");
});

test("the running database is what the migrations make on any other", async () => {
  const factory = await scratchFactory();
  await applyMigrations(factory);
  const scratch = await factory.connect();
  const { rows } = await scratch.queryRaw({ sql: catalogue, args: [], argTypes: [] });
  const running = await look(sharedPlace(), catalogue);
  expect(running.length).toBeGreaterThan(50);
  expect(running.map((row) => row["line"])).toEqual(rows.map(([line]) => line));
});
