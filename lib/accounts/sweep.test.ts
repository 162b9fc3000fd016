import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { database } from "#lib/db/client.ts";
import { newId } from "#lib/db/new-id.ts";
import { openOwnDatabase } from "#lib/db/own-database.ts";
import { hourlyBounds, sweep } from "./sweep.ts";

test("an hour's run takes at most 50 batches of a kind and 300 seconds", () => {
  expect(hourlyBounds).toEqual({ batches: 50, ms: 300_000 });
});

describe.each(["pglite", "postgres"] as const)("a run of the sweep on %s", (kind) => {
  let close: (() => Promise<void>) | undefined;
  const userId = newId();

  beforeAll(async () => {
    close = await openOwnDatabase(kind === "postgres" ? await startPostgres() : null);
    await database().prisma.user.create({ data: { id: userId, status: "active", email: "kim@example.org" } });
  }, 60_000);
  afterAll(() => close?.(), 60_000);

  beforeEach(async () => {
    await database().prisma.$executeRaw`DELETE FROM limit_buckets`;
    await database().prisma.$executeRaw`DELETE FROM account_events`;
  });

  /** Limits that ran out, and history that is too old: the last two kinds, in this order. */
  async function makeDue(limits: number, events: number): Promise<void> {
    await database().prisma.$executeRaw`
      INSERT INTO limit_buckets (key, count, resets_at)
      SELECT decode(md5(n::text), 'hex'), 1, now() - interval '1 day' FROM generate_series(1, ${limits}::int) AS n`;
    await database().prisma.$executeRaw`
      INSERT INTO account_events (id, user_id, name, at)
      SELECT gen_random_uuid(), ${userId}::uuid, 'user_logged_in', now() - interval '91 days'
        FROM generate_series(1, ${events}::int)`;
  }

  async function left() {
    const { prisma } = database();
    return { limits: await prisma.limitBucket.count(), events: await prisma.accountEvent.count() };
  }

  test("takes its batches of each kind, and leaves the rest to the next", async () => {
    await makeDue(2_500, 3_500);
    await sweep({ batches: 2, ms: 60_000 });
    expect(await left()).toEqual({ limits: 500, events: 1_500 });
    await sweep({ batches: 2, ms: 60_000 });
    expect(await left()).toEqual({ limits: 0, events: 0 });
  });

  test("begins no batch, of no kind, when its time is over, and leaves the rest to the next", async () => {
    await makeDue(50_000, 1);
    // Fifty batches take ten times as long at least.
    await sweep({ batches: 50, ms: 10 });
    const { limits, events } = await left();
    expect([limits > 0, events]).toEqual([true, 1]);
    await sweep();
    expect(await left()).toEqual({ limits: 0, events: 0 });
  });
});
