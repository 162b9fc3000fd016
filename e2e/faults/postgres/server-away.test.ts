import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { underLoad } from "#e2e/faults/support/load.ts";
import { openServerStage, residentMb, type ServerStage } from "#e2e/faults/support/own-server.ts";
import { eventually } from "#e2e/support/eventually.ts";

let stage: ServerStage;
beforeAll(async () => {
  stage = await openServerStage({ settings: { max_connections: "24", superuser_reserved_connections: "0" } });
});
afterAll(() => stage?.end());

const health = async (name: "live" | "ready") => {
  const answer = await fetch(`${stage.app.url}/api/health/${name}/`);
  await answer.arrayBuffer();
  return answer.status;
};
const statusesSince = (from: number) => new Set(stage.witness.answers.slice(from).map(({ status }) => status));

test("a server that crashes under load and comes back costs 503s, and nothing that was acknowledged", async () => {
  const from = stage.witness.answers.length;
  await underLoad(stage, 6, async () => {
    await pause(3_000);
    await stage.server.crash();
    await eventually("readiness to notice", async () => ((await health("ready")) === 503 ? true : undefined));
    expect(await health("live")).toBe(200);
    await pause(3_000);
    await stage.server.revive();
    await eventually("recovery without a restart", async () => ((await health("ready")) === 200 ? true : undefined));
    await pause(2_000);
  });
  expect(statusesSince(from)).toContain(503);
  await stage.keepsItsWord();
});

test("a server that hangs costs bounded waits and no memory, and is itself again when it goes on", async () => {
  const from = stage.witness.answers.length;
  const before = (await residentMb(stage.app.pid())) ?? 0;
  await underLoad(stage, 6, async () => {
    await pause(1_000);
    await stage.server.freeze();
    await eventually("readiness to notice", async () => ((await health("ready")) === 503 ? true : undefined), 15);
    expect(await health("live")).toBe(200);
    await pause(12_000);
    await stage.server.thaw();
    await eventually("recovery without a restart", async () => ((await health("ready")) === 200 ? true : undefined));
    await pause(1_000);
  });
  expect(statusesSince(from)).toContain(503);
  // A connection's wait, a statement's, and the second for which the server is trusted to end it.
  expect(Math.max(...stage.witness.answers.slice(from).map(({ ms }) => ms))).toBeLessThan(15_000);
  expect(((await residentMb(stage.app.pid())) ?? 0) - before).toBeLessThan(150);
  await stage.keepsItsWord();
});

test("a server whose connections others have taken costs 503s until they give them back", async () => {
  const from = stage.witness.answers.length;
  const others: Client[] = [];
  await underLoad(stage, 4, async () => {
    // Whoever comes first: the application's own are ended again and again, and the others take their places.
    for (let round = 0; round < 80; round += 1) {
      const client = new Client({ connectionString: stage.app.databaseUrl ?? "" });
      client.on("error", () => undefined);
      const isIn = await client.connect().then(
        () => true,
        () => false,
      );
      if (isIn) others.push(client);
      await others[0]?.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'latchkey%'",
      );
    }
    await eventually("a refusal", () => (statusesSince(from).has(503) ? true : undefined), 20);
    for (const client of others) await client.end();
    await eventually("recovery without a restart", async () => ((await health("ready")) === 200 ? true : undefined));
  });
  await stage.keepsItsWord();
});
