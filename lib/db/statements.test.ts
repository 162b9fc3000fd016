import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isUnavailable, violates } from "./errors.ts";
import { rawSql, sql } from "./sql.ts";
import { type Statements, statementsOn } from "./statements.ts";

let embedded: PGlite;
let statements: Statements;
beforeAll(async () => {
  embedded = await PGlite.create();
  await embedded.exec(
    "CREATE TABLE users (id int PRIMARY KEY, username_key text CONSTRAINT users_username_key_key UNIQUE)",
  );
  statements = statementsOn(await new PrismaPGlite(embedded).connect());
});
afterAll(() => embedded.close());

const bytes = Uint8Array.of(0, 255, 7);

describe("a value comes back as what it was", () => {
  test.each([
    ["text", "O'Neil $1 \\", sql`SELECT ${"O'Neil $1 \\"}::text AS value`],
    ["number", 5, sql`SELECT ${5}::int AS value`],
    ["fraction", 0.5, sql`SELECT ${0.5}::float8 AS value`],
    ["boolean", true, sql`SELECT ${true}::boolean AS value`],
    ["null", null, sql`SELECT ${null}::timestamptz AS value`],
    ["bigint beyond 2^53", 9_007_199_254_740_993n, sql`SELECT ${9_007_199_254_740_993n}::bigint AS value`],
    [
      "date",
      new Date("2026-03-29T01:30:00.123Z"),
      sql`SELECT ${new Date("2026-03-29T01:30:00.123Z")}::timestamptz AS value`,
    ],
    ["JSON", { a: [1] }, sql`SELECT ${JSON.stringify({ a: [1] })}::jsonb AS value`],
    ["list of texts", ["a", "b,c"], sql`SELECT ${["a", "b,c"]}::text[] AS value`],
  ])("%s", async (_kind, value, query) => {
    expect(await statements.$queryRaw(query)).toEqual([{ value }]);
  });

  test("bytes", async () => {
    const [row] = await statements.$queryRaw<{ value: Uint8Array }[]>`SELECT ${bytes} :: bytea AS value`;
    expect([...(row?.value ?? [])]).toEqual([...bytes]);
  });

  test("a list of bytes", async () => {
    const [row] = await statements.$queryRaw<
      { n: number }[]
    >`SELECT count(*)::int AS n WHERE ${bytes} = ANY(${[bytes]}::bytea[])`;
    expect(row).toEqual({ n: 1 });
  });
});

test("a statement of another package keeps its values in their places, also as a part of another", async () => {
  const other = rawSql("SELECT $2::text AS second, $1::text AS first", ["one", "two"]);
  expect(
    await statements.$queryRaw`WITH other AS (${other}) SELECT first, second, ${"mine"}::text AS own FROM other`,
  ).toEqual([{ first: "one", second: "two", own: "mine" }]);
  expect(await statements.$queryRawUnsafe("SELECT $1::int AS n", 3)).toEqual([{ n: 3 }]);
});

test("a column of a kind that nobody reads is refused, not guessed", async () => {
  await expect(statements.$queryRaw`SELECT 1.50::numeric AS amount`).rejects.toThrow("cast it");
});

test("changes are counted, and a unique rule that refuses one is told by its name", async () => {
  expect(await statements.$executeRaw`INSERT INTO users VALUES (1, 'kim'), (2, 'lee')`).toBe(2);
  const refused = await statements.$executeRaw`INSERT INTO users VALUES (3, 'kim')`.catch((error: unknown) => error);
  expect([violates(refused, "username"), violates(refused, "activeEmail"), isUnavailable(refused)]).toEqual([
    true,
    false,
    false,
  ]);
});
