import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ask, clientFor, type UniformGroup } from "#e2e/security/uniform/group.ts";
import { hashRuns, notingHashes } from "#e2e/security/uniform/hash-runs.ts";
import { linkGroups } from "#e2e/security/uniform/link-groups.ts";
import { nameGroups } from "#e2e/security/uniform/name-groups.ts";
import { seenFromOutside } from "#e2e/support/answers.ts";
import type { Answer } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { look } from "#e2e/support/look.ts";
import { mailQueueIsDone } from "#e2e/support/mailbox.ts";
import { withoutHourly } from "#e2e/support/no-hourly.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { type StatementCounter, startStatementCounter } from "./statements/statement-counter.ts";

let app: App;
let counter: StatementCounter | undefined;

beforeAll(async () => {
  app = await startOwnApp(notingHashes);
  if (currentDatabase() === "postgres") {
    counter = await startStatementCounter(app.databaseUrl ?? "");
    await app.stop();
    await app.restart({ ...notingHashes(app), DATABASE_URL: counter.url });
  }
  await withoutHourly(app);
});
afterAll(async () => {
  await app?.dispose();
  await counter?.close();
});

/** All that an ask makes the application do, without the values it brought along. */
async function workOf(ask: Ask) {
  await mailQueueIsDone(app);
  const [runs, jobs] = [hashRuns(app).length, await jobIds()];
  const send = () => clientFor(app, ask).post(ask.path, ask.fields);
  // What the embedded database is asked goes over no wire.
  const { value: answer, statements } = (await counter?.during(send)) ?? { value: await send(), statements: [] };
  return {
    answer: { ...seenFromOutside(answer), text: withoutValues(answer, ask) },
    hashRuns: hashRuns(app).length - runs,
    statements,
    jobs: await jobsBeside(jobs),
  };
}

function withoutValues({ text }: Answer, { fields }: Ask): string {
  const values = Object.entries(fields).filter(([, value]) => typeof value === "string" && value !== "");
  const blanked = values.reduce((words, [name, value]) => words.replaceAll(String(value), `<${name}>`), text);
  return blanked.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "<id>");
}

async function jobIds(): Promise<readonly unknown[]> {
  return (await look(app, "SELECT id::text AS id FROM pgboss.job")).map(({ id }) => id);
}

/** The jobs made since: their queues, purposes and the names of what they hold. */
async function jobsBeside(known: readonly unknown[]): Promise<string[]> {
  const rows = await look(app, "SELECT id::text AS id, name, data FROM pgboss.job");
  const made = rows.filter(({ id }) => !known.includes(id));
  return made
    .map(({ name, data }) => JSON.stringify([name, { ...Object(data) }.purpose, Object.keys(Object(data)).sort()]))
    .sort();
}

async function compare({ prepare }: UniformGroup): Promise<void> {
  const classes = await prepare(app, 1);
  const works = [];
  for (const [name, asker] of Object.entries(classes)) {
    const seen = [];
    for (const ask of asker()) seen.push(await workOf(ask));
    works.push({ name, seen });
  }
  const [first, ...others] = works;
  expect(others.length).toBeGreaterThan(0);
  for (const { name, seen } of others) expect({ name, seen }).toEqual({ name, seen: first?.seen });
}

test("one login is one hash and some statements, seen by the counters", async () => {
  const { hashRuns: runs, statements } = await workOf({
    path: "/api/v1/accounts/login/",
    fields: { login: "nobody", password: "x" },
  });
  expect(runs).toBe(1);
  if (counter) expect(statements.length).toBeGreaterThan(1);
});

describe("the same answer, hashes, statements and jobs for every class of", () => {
  test.each([...nameGroups, ...linkGroups].map((group) => [group.what, group] as const))("%s", (_what, group) =>
    compare(group),
  );
});
