import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiStage, openApiStage } from "#e2e/faults/support/api-stage.ts";
import { isReady } from "#e2e/faults/support/invariants.ts";
import { impatient, layServerLine, type ServerLine } from "#e2e/faults/support/server-line.ts";
import type { Registered } from "#e2e/faults/support/witness.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { logIn } from "#e2e/support/people.ts";
import { currentDatabase, stageOf } from "#e2e/support/place.ts";

// The embedded database has no line to cut.
describe.skipIf(currentDatabase() === "pglite")("a database that fails", () => {
  let database: ServerLine;
  let stage: ApiStage;
  let somebody: Registered;

  beforeAll(async () => {
    database = await layServerLine(stageOf("postgres").serverUrl ?? "");
    stage = await openApiStage((place) => ({ ...impatient, ...database.settings(place) }));
    const registered = await stage.witness.signUp();
    if (!registered) throw new Error("the registration was not acknowledged");
    somebody = registered;
    await stage.api.take(somebody.person.email);
    await look(stage.app, "UPDATE users SET status = 'active', email_verified_at = now() WHERE id = $1::uuid", [
      somebody.id,
    ]);
    expect((await logIn(somebody.client, somebody.person)).status).toBe(200);
  });
  afterAll(async () => {
    await stage?.end();
    await database?.line.close();
  });

  const profile = () => somebody.client.get("/api/v1/accounts/profile/");
  const html = { headers: { accept: "text/html" } };

  test.each(["/api/v1/accounts/profile/", "/account", "/", "/register", "/login", "/account/history"])(
    "%s answers 503 with Retry-After while the server is away, and is itself again afterwards",
    async (path) => {
      database.line.become({ kind: "reset" });
      const page = path.startsWith("/api") ? {} : html;
      const during = await somebody.client.get(path, page);
      if (during.status !== 200) {
        expect([during.status, during.headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^[1-9]\d*$/)]);
      }
      expect((await somebody.client.get("/api/health/ready/")).status).toBe(503);
      expect((await somebody.client.get("/api/health/live/")).status).toBe(200);
      database.line.become({ kind: "pass" });
      await isReady(stage.app);
      expect((await somebody.client.get(path, page)).status).toBe(200);
    },
  );

  test("a server that says nothing costs a bounded wait, and no connection keeps an open transaction", async () => {
    database.line.become({ kind: "blackhole" });
    const answers = await Promise.all([stage.witness.signUp(), profile(), logIn(somebody.client, somebody.person)]);
    expect(answers[0]).toBeNull();
    expect(answers.slice(1).map((answer) => (answer && "status" in answer ? answer.status : 0))).toEqual([503, 503]);
    database.line.become({ kind: "pass" });
    await isReady(stage.app);
    expect((await profile()).status).toBe(200);
    await noOpenTransaction();
    await stage.keepsItsWord();
  });

  test("an answer that is cut off in the middle is no success, and the next request is served", async () => {
    for (const afterBytes of [1, 40, 200]) {
      database.line.become({ kind: "drop", afterBytes });
      const { status } = await profile();
      expect([200, 503]).toContain(status);
      database.line.become({ kind: "pass" });
      expect(await eventually("service", async () => ((await profile()).status === 200 ? 200 : undefined))).toBe(200);
    }
    await stage.keepsItsWord();
  });

  test("connections that the server ends one by one are replaced", async () => {
    const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name LIKE 'latchkey%' AND datname = current_database() ORDER BY random() LIMIT 2`;
    for (let round = 0; round < 5; round += 1) {
      const [answer] = await Promise.all([stage.witness.signUp(), look(stage.app, end), profile()]);
      if (answer === null) await isReady(stage.app);
    }
    await isReady(stage.app);
    expect((await profile()).status).toBe(200);
    await noOpenTransaction();
    await stage.keepsItsWord();
  });

  test("a deadlock with somebody else's transaction is tried again, and the request succeeds", async () => {
    const other = new Client({ connectionString: stage.app.databaseUrl ?? "" });
    await other.connect();
    try {
      // It locks what the change of password writes second, and wants what that holds: one of the two is chosen to die.
      await other.query("SET deadlock_timeout = '10s'");
      await other.query("BEGIN");
      await other.query("SELECT 1 FROM sessions WHERE user_id = $1 FOR UPDATE", [somebody.id]);
      const password = `${somebody.person.password}-2`;
      const change = somebody.client.post("/api/v1/accounts/change-password/", {
        old_password: somebody.person.password,
        password,
        password_confirm: password,
      });
      await eventually("the wait for a lock", async () => {
        const rows = await look(
          stage.app,
          "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
        );
        return rows.length > 0 ? true : undefined;
      });
      await other.query("SELECT 1 FROM users WHERE id = $1 FOR UPDATE", [somebody.id]);
      await other.query("COMMIT");
      expect((await change).status).toBe(200);
    } finally {
      await other.end();
    }
    await stage.keepsItsWord();
  });

  test.each([
    ["twice is tried a third time, and the request succeeds", 2, 201],
    ["every time is tried three times in all and is then a 503", 3, 503],
  ] as const)("a transaction that the server gives up %s", async (_what, refusals, status) => {
    // A sequence keeps its count when a transaction is rolled back.
    await look(stage.app, "CREATE SEQUENCE tries");
    const giveUp = `IF nextval('tries') <= ${refusals} THEN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END IF`;
    const body = `$$ BEGIN ${giveUp}; RETURN NEW; END $$`;
    await look(stage.app, `CREATE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql AS ${body}`);
    await look(stage.app, "CREATE TRIGGER give_up BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION give_up()");
    await stage.witness.signUp();
    const { tried } = await lookOne(stage.app, "SELECT last_value::int AS tried FROM tries");
    await look(stage.app, "DROP FUNCTION give_up CASCADE");
    await look(stage.app, "DROP SEQUENCE tries");
    expect([stage.witness.answers.at(-1)?.status, tried]).toEqual([status, 3]);
    await stage.keepsItsWord();
  });

  /** Open transactions of the application that nobody works in. */
  async function noOpenTransaction(): Promise<void> {
    const sql = `SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'
      AND application_name LIKE 'latchkey%' AND datname = current_database()`;
    await eventually("the end of open transactions", async () =>
      (await look(stage.app, sql)).length === 0 ? true : undefined,
    );
  }
});
