import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { closeDatabase, database, openDatabase } from "#lib/db/client.ts";
import { handOn } from "#lib/env.ts";
import { boss, startBoss, webHookQueue } from "./boss.ts";
import { stopQueue } from "./stop.ts";
import { startWorker, wakeWorker } from "./workers.ts";

// Every wake as late as it may be: how late is left to chance elsewhere.
vi.mock("node:crypto", async (original) => ({
  ...(await original<typeof import("node:crypto")>()),
  randomInt: (_least: number, most: number) => most - 1,
}));

const patience = { timeout: 15_000, interval: 20 };
const home = await mkdtemp(path.join(os.tmpdir(), "latchkey-workers-"));
afterAll(() => rm(home, { recursive: true, force: true }));

/** A job of these tests: what its task does when it comes. */
type Task = () => Promise<object>;

// A queue and its worker on both databases; the tasks are the tests' own.
describe.each(["pglite", "postgres"] as const)("the worker of a queue on %s", (kind) => {
  const stop: (() => Promise<unknown>)[] = [];
  const tasks = new Map<string, Task>();
  const taken: string[] = [];

  const start = async () => {
    await startBoss();
    startWorker(webHookQueue, 20, async ({ id }) => {
      taken.push(id);
      return tasks.get(id)?.() ?? { state: "unknown" };
    });
  };

  beforeAll(async () => {
    const server = kind === "postgres" ? await startPostgres() : null;
    if (server) stop.unshift(() => server.stop());
    handOn({ LOG_LEVEL: "error", DATA_DIR: home, DATABASE_URL: server?.url ?? "" });
    await openDatabase();
    stop.unshift(closeDatabase);
    await start();
    stop.unshift(() => stopQueue(1_000));
  }, 60_000);

  afterAll(async () => {
    for (const end of stop.splice(0)) await end();
  }, 60_000);

  const make = async (task: Task) => {
    const id = crypto.randomUUID();
    tasks.set(id, task);
    await boss().send(webHookQueue, {}, { id });
    wakeWorker(webHookQueue);
    return id;
  };

  const stateOf = async (id: string) => {
    const [row] = await database().statements.$queryRaw<{ state: string; output: unknown }[]>`
      SELECT state::text, output FROM pgboss.job WHERE id = ${id}::uuid`;
    return row;
  };

  const silentSeconds = async (id: string) => {
    const [row] = await database().statements.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM now() - heartbeat_on)::float8 AS seconds
        FROM pgboss.job WHERE id = ${id}::uuid AND state = 'active'`;
    return row?.seconds;
  };

  const ended = (id: string, state: string) =>
    expect.poll(() => stateOf(id), patience).toMatchObject({ state: "completed", output: { state } });

  it("looks later after a look that found many, so that more come together", async () => {
    const done = async () => ({ state: "done" });
    // Its first look, at its start, is over then.
    await ended(await make(done), "done");
    const many = Array.from({ length: 4 }, () => crypto.randomUUID());
    for (const id of many) tasks.set(id, done);
    await boss().insert(
      webHookQueue,
      many.map((id) => ({ id, data: {} })),
    );
    wakeWorker(webHookQueue);
    for (const id of many) await ended(id, "done");
    const late = await make(done);
    await ended(late, "done");
    const [row] = await database().statements.$queryRaw<{ waitedMs: number }[]>`
      SELECT extract(epoch FROM started_on - created_on)::float8 * 1000 AS "waitedMs" FROM pgboss.job WHERE id = ${late}::uuid`;
    expect(row?.waitedMs).toBeGreaterThan(400);
  });

  it("takes many at once, and each ends by itself", async () => {
    const { promise, resolve } = Promise.withResolvers<object>();
    const broken = await make(() => Promise.reject(new Error("always")));
    const hanging = await make(() => promise);
    const others = await Promise.all(Array.from({ length: 6 }, () => make(async () => ({ state: "done" }))));
    for (const id of others) await ended(id, "done");
    await expect.poll(() => stateOf(broken), patience).toMatchObject({ state: "retry" });
    expect(await stateOf(hanging)).toMatchObject({ state: "active" });
    // What waits for its next try is nobody's, even where those who came with it end later.
    resolve({ state: "late" });
    await ended(hanging, "late");
    expect(await stateOf(broken)).toMatchObject({ state: "retry" });
  });

  it("takes more than it has room for, one after the other, and none twice", async () => {
    const before = taken.length;
    const ids = await Promise.all(
      Array.from({ length: 70 }, (_, index) => make(async () => ({ state: `${index % 3}` }))),
    );
    for (const [index, id] of ids.entries()) await ended(id, `${index % 3}`);
    expect(taken.slice(before).toSorted()).toEqual(ids.toSorted());
  });

  it("gives back at once what does not end before it stops", async () => {
    const { promise, resolve } = Promise.withResolvers<object>();
    const id = await make(() => promise);
    await expect.poll(() => taken, patience).toContain(id);
    await stopQueue(200);
    expect(await stateOf(id)).toMatchObject({ state: "retry" });
    resolve({ state: "too late" });
    await start();
    expect(await stateOf(id)).toMatchObject({ state: "retry" });
  });

  // A job that says nothing for ten seconds is taken for one of a dead process.
  it("says again and again that it is at work", async () => {
    const { promise, resolve } = Promise.withResolvers<object>();
    const id = await make(() => promise);
    await expect.poll(() => taken, patience).toContain(id);
    await database().statements.$executeRaw`
      UPDATE pgboss.job SET heartbeat_on = now() - interval '4.5 s' WHERE id = ${id}::uuid`;
    await expect.poll(() => silentSeconds(id), { ...patience, timeout: 7_000 }).toBeLessThan(4);
    resolve({ state: "done" });
    await ended(id, "done");
  });
});
