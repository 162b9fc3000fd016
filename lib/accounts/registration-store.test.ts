import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { database } from "#lib/db/client.ts";
import { newId } from "#lib/db/new-id.ts";
import { openOwnDatabase } from "#lib/db/own-database.ts";
import { insertUserTogether, isNameTaken, type NewUser } from "./registration-store.ts";

describe.each(["pglite", "postgres"] as const)("sign-ups of one moment on %s", (kind) => {
  let close: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    close = await openOwnDatabase(kind === "postgres" ? await startPostgres() : null);
  }, 60_000);
  afterAll(() => close?.(), 60_000);

  const somebody = (facts: Partial<NewUser> = {}): NewUser => ({
    ...{ id: newId(), isActive: false, username: "Kim", usernameKey: newId(), email: `${newId()}@example.org` },
    ...{ firstName: "Kim", lastName: `"Lee" \\ {}`, customFields: { city: "Åre", age: 7 }, passwordHash: "$argon2id$" },
    ...{ registrantHash: Buffer.from(newId()), replaces: null, linkLifeSeconds: 600, termsUrl: null, locale: "en" },
    ...facts,
  });
  const from = { device: "Firefox on Linux", network: "192.0.2.0/24" };
  // Not by `transactOne`, which would try a deadlock again.
  const insert = (user: NewUser) =>
    insertUserTogether({ tx: database().statements, afterCommit: () => undefined }, { user, from });
  /** What became of each, in the order in which they came. */
  const outcomes = async (users: readonly NewUser[]) => {
    const settled = await Promise.allSettled(users.map(insert));
    return settled.map((one) => (one.status === "fulfilled" ? "made" : isNameTaken(one.reason) ? "taken" : one.reason));
  };
  /** What is kept of them, in the same order. */
  const rows = async (users: readonly NewUser[]) => {
    const kept = await database().prisma.user.findMany({ where: { id: { in: users.map(({ id }) => id) } } });
    return users.flatMap(({ id }) => kept.filter((row) => row.id === id));
  };

  test("share a statement, and each is kept as it came, with its event", async () => {
    const users = [
      somebody(),
      somebody({ email: null, isActive: true }),
      somebody({ usernameKey: null, username: null }),
    ];
    expect(await outcomes(users)).toEqual(["made", "made", "made"]);
    const kept = await rows(users);
    expect(kept.map(({ id, lastName, customFields, email }) => ({ id, lastName, customFields, email }))).toEqual(
      users.map(({ id, lastName, customFields, email }) => ({ id, lastName, customFields, email })),
    );
    expect(kept.map(({ status }) => status)).toEqual(["pending", "active", "pending"]);
    expect(kept.map(({ registrantHash }) => Buffer.from(registrantHash ?? []))).toEqual(
      users.map(({ registrantHash }) => registrantHash),
    );
    const ids = users.map(({ id }) => id);
    // Whatever one statement writes bears the number of one transaction.
    const [made] = await database().statements.$queryRaw<{ statements: number; events: number }[]>`
      SELECT count(DISTINCT u.xmin::text)::int AS statements, count(e.id)::int AS events
        FROM users u JOIN account_events e ON e.user_id = u.id AND e.name = 'user_registered' AND e.device = ${from.device}
       WHERE u.id = ANY(${ids}::uuid[])`;
    expect(made).toEqual({ statements: 1, events: 3 });
  });

  test("one whose name is taken takes nobody else's", async () => {
    const owner = somebody({ isActive: true });
    await insert(owner);
    const users = [somebody(), somebody({ usernameKey: owner.usernameKey }), somebody()];
    expect(await outcomes(users)).toEqual(["made", "taken", "made"]);
    expect(await rows(users)).toHaveLength(2);
  });

  test("of two with one name one is made", async () => {
    const [first, second] = [somebody(), somebody()];
    const made = await outcomes([first, { ...second, usernameKey: first.usernameKey }, somebody()]);
    expect(made.toSorted()).toEqual(["made", "made", "taken"]);
  });

  test.runIf(kind === "postgres")("do not wait for each other with those of another statement", async () => {
    const { $executeRaw, $queryRaw } = database().statements;
    await $executeRaw`CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END $$`;
    await $executeRaw`CREATE TRIGGER slow BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION slow()`;
    const [one, other] = [somebody(), somebody()];
    const first = outcomes([one, other]);
    const slowOnes = () => $queryRaw`SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'`;
    await expect.poll(slowOnes, { interval: 10 }).toHaveLength(1);
    const second = outcomes([other, one].map(({ usernameKey }) => somebody({ usernameKey })));
    // Whichever comes first; waiting for each other they would be a deadlock.
    expect([await first, await second].toSorted()).toEqual([
      ["made", "made"],
      ["taken", "taken"],
    ]);
    await $executeRaw`DROP TRIGGER slow ON users`;
  });

  test("take the place of a browser's earlier one, and of a dead one of their name", async () => {
    const [earlier, dead, alive] = [somebody(), somebody({ linkLifeSeconds: -1 }), somebody()];
    expect(await outcomes([earlier, dead, alive])).toEqual(["made", "made", "made"]);
    const users = [
      somebody({ replaces: earlier.id, usernameKey: earlier.usernameKey }),
      somebody({ usernameKey: dead.usernameKey }),
      somebody(),
    ];
    expect(await outcomes(users)).toEqual(["made", "made", "made"]);
    expect((await rows([earlier, dead, alive])).map(({ id }) => id)).toEqual([alive.id]);
  });
});
