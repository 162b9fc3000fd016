import { afterAll, beforeAll, expect, test } from "vitest";
import { residentMegabytes } from "#e2e/http/attack/processes.ts";
import { clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, logIn, newPerson } from "#e2e/support/people.ts";
import { watchHealth } from "#e2e/support/watch-health.ts";

const many = 200;
const waves = 3;

let app: App;
beforeAll(async () => {
  app = await startOwnApp();
});
afterAll(() => app?.dispose());

const memory = async () => (await residentMegabytes(app)) ?? 0;

test("under 200 logins at once the health answer takes less than 100 ms and memory grows by less than 200 MB", async () => {
  const { person } = await activePerson(app, mailboxOf(app));
  await Promise.all(Array.from({ length: 20 }, () => logIn(clientOf(app), person)));
  const before = await memory();
  let highest = before;
  const endWatch = await watchHealth(app);
  const statuses: number[] = [];
  for (let wave = 0; wave < waves; wave += 1) {
    const logins = Array.from({ length: many }, (_none, index) =>
      logIn(clientOf(app), index % 2 === 0 ? person : newPerson()),
    );
    statuses.push(...(await Promise.all(logins)).map(({ status }) => status));
    highest = Math.max(highest, await memory());
  }
  const times = await endWatch();
  const middle = times[Math.floor(times.length / 2)] ?? 0;
  const slowest = times.at(-1) ?? 0;
  const answers = Object.entries(Object.groupBy(statuses, String)).map(([status, all]) => `${all?.length} x ${status}`);
  console.log(
    `${many * waves} logins: ${answers.join(", ")}; health: median ${middle.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms;` +
      ` memory: ${before.toFixed(0)} MB, at most ${highest.toFixed(0)} MB`,
  );
  expect(statuses.filter((status) => ![200, 400, 429, 503].includes(status))).toEqual([]);
  expect(slowest).toBeLessThan(100);
  expect(highest - before).toBeLessThan(200);
});
