import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { type App, twoProcesses } from "#e2e/support/app.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson } from "#e2e/support/people.ts";
import { currentDatabase } from "#e2e/support/place.ts";

const token = randomBytes(24).toString("hex");
const isServer = currentDatabase() === "postgres";
let app: App;

beforeAll(async () => {
  app = await startOwnApp({ METRICS_TOKEN: token, ...twoProcesses(currentDatabase()) });
});
afterAll(() => app?.dispose());

const ask = (headers: Readonly<Record<string, string>>) => clientOf(app).get("/api/metrics/", { headers });

/** The figures by their name with its labels, as Prometheus reads them. */
async function figures(): Promise<ReadonlyMap<string, number>> {
  const { status, text } = await ask({ authorization: `Bearer ${token}` });
  expect(status).toBe(200);
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

describe("/api/metrics/", () => {
  test.each([
    ["no token", {}],
    ["another token", { authorization: `Bearer ${token}0` }],
    ["the token in another scheme", { authorization: `Basic ${token}` }],
  ])("with %s is refused", async (_what, headers) => {
    const answer = await ask(headers);
    expect([answer.status, answer.body.code]).toEqual([401, "not_authenticated"]);
    expect(answer.text).not.toContain("latchkey_");
  });

  test("counts answers by route and status, and events, over all processes", async () => {
    const { person } = await activePerson(app, mailboxOf(app));
    const before = await figures();
    const times = 12;
    // Each by a connection of its own, so that every process gets some.
    for (let time = 0; time < times; time += 1) {
      const answer = await clientOf(app).send("POST", "/api/v1/accounts/login/", {
        fields: { login: person.username, password: person.password },
        headers: { connection: "close" },
      });
      expect(answer.status).toBe(200);
    }
    const route = 'method="POST",route="/api/v1/accounts/login",status="200"';
    const requests = `latchkey_http_request_duration_seconds_count{${route}}`;
    const logins = 'latchkey_events_total{event="user_logged_in"}';
    const after = await eventually("the count of the last answer", async () => {
      const now = await figures();
      return (now.get(requests) ?? 0) - (before.get(requests) ?? 0) >= times ? now : undefined;
    });
    expect((after.get(requests) ?? 0) - (before.get(requests) ?? 0)).toBe(times);
    expect((after.get(logins) ?? 0) - (before.get(logins) ?? 0)).toBe(times);
  });

  test("shows the queue of mails, the gate of hashes, the pool and the process", async () => {
    const names = [...(await figures()).keys()];
    for (const name of [
      'latchkey_mail_queue_jobs{state="created"}',
      'latchkey_mail_queue_oldest_seconds{state="retry"}',
      "latchkey_hash_gate_running",
      "latchkey_hash_gate_waiting",
      "latchkey_hash_gate_refused_total",
      "process_resident_memory_bytes",
      "nodejs_eventloop_lag_p99_seconds",
      ...(isServer ? ['latchkey_database_connections{state="busy"}'] : []),
    ])
      expect(names).toContain(name);
  });

  test("a path that no route answers makes no label of its own", async () => {
    await clientOf(app).get("/somebody/made/this/up");
    const { text } = await ask({ authorization: `Bearer ${token}` });
    expect(text).not.toContain("somebody");
  });
});

test("the log lines of a mail carry the id of the request that caused it", async () => {
  const mailbox = mailboxOf(app);
  const { client, person } = await activePerson(app, mailbox);
  const { headers } = await client.post("/api/v1/accounts/send-reset-password-link/", { login: person.username });
  await mailbox.take(person.email);
  const id = headers.get("x-request-id");
  const lines = await eventually("the line of the mail", () => {
    const found = app
      .logs()
      .split("\n")
      .filter((line) => line.includes('"mail_sent"') && line.includes(String(id)));
    return found.length > 0 ? found : undefined;
  });
  expect(lines).toHaveLength(1);
});
