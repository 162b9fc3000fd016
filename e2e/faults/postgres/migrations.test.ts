import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeNextVersion } from "#e2e/faults/support/next-version.ts";
import { clientOf } from "#e2e/support/api.ts";
import { makePlace, type Settings, settingsOf } from "#e2e/support/app.ts";
import { dropDatabase } from "#e2e/support/databases.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { freePort } from "#e2e/support/free-port.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { logIn, newPerson, signUp } from "#e2e/support/people.ts";
import { type Place, stageOf } from "#e2e/support/place.ts";
import { type Program, runProgram, startProgram } from "#e2e/support/process.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

const name = "20990101000000_next";
const additive = `
ALTER TABLE users ADD COLUMN nickname TEXT NOT NULL DEFAULT 'none';
CREATE TABLE pets (id UUID PRIMARY KEY, owner_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE, note TEXT DEFAULT 'a; b');
CREATE INDEX pet_owner_idx ON pets (owner_id);
CREATE FUNCTION pet_count(owner UUID) RETURNS INT LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM pets WHERE owner_id = owner); END; $$;
`;

const two = "CREATE TABLE first_of_two (id INT);\nALTER TABLE sessions ADD COLUMN extra INT;\n";

/** One PostgreSQL database that is taken from this version to the next while people use it. */
describe("a migration", () => {
  let place: Place;
  let folder: string;
  let next: string;
  const programs: Program[] = [];

  beforeAll(async () => {
    place = await makePlace({ database: "postgres", ...stageOf("postgres") });
    folder = await makeTempFolder();
    next = await makeNextVersion(folder, name, additive);
  });
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.end("SIGTERM")));
    await dropDatabase(stageOf("postgres").serverUrl ?? "", place.databaseUrl ?? "");
    await removeTempFolder(folder);
  });

  const migrating = ["--conditions=react-server", "scripts/db-migrate.ts"];
  const migrate = (home: string) => runProgram(migrating, settingsOf(place), home);

  const start = async (home: string, settings: Settings = {}) => {
    const port = String(await freePort());
    const url = `http://localhost:${port}`;
    const all = { ...settingsOf(place), APP_URL: url, PORT: port, ...settings };
    const program = startProgram(["server.ts"], all, home);
    programs.push(program);
    const isUp = async () => {
      if (!program.isRunning()) return false;
      const answer = await fetch(`${url}/api/health/ready/`).catch(() => null);
      return answer?.status === 200 ? true : undefined;
    };
    return { program, place: { ...place, url }, isUp: await eventually("the start or its end", isUp, 60) };
  };

  test("that waits for another says so, and goes on when that one has ended", async () => {
    const other = new Client({ connectionString: place.databaseUrl ?? "" });
    await other.connect();
    await other.query("BEGIN; SELECT pg_advisory_xact_lock(5262201)");
    const program = startProgram(migrating, settingsOf(place));
    await eventually("the words", () => (program.output().includes("waiting for its end") ? true : undefined), 30);
    expect(program.isRunning()).toBe(true);
    await other.end();
    expect(await program.ended).toBe(0);
    expect(program.output()).toContain("up to date");
  });

  test("that fails in the middle leaves nothing behind, and once it is mended it is applied", async () => {
    const broken = await makeNextVersion(path.join(folder, "broken"), "20970101000000_two", `${two}SELECT 1 / 0;\n`);
    const { code, output } = await migrate(broken);
    expect([code, output]).toEqual([1, expect.stringContaining("20970101000000_two")]);
    expect(await look(place, "SELECT to_regclass('first_of_two')::text AS made")).toEqual([{ made: null }]);
    const mended = await makeNextVersion(path.join(folder, "mended"), "20970101000000_two", two);
    const again = await migrate(mended);
    expect([again.code, again.output]).toEqual([
      0,
      expect.stringMatching(/begun and not ended.*Applied 20970101000000_two/s),
    ]);
    await takeBack("20970101000000_two");
  });

  test("that is killed in the middle is there whole or not at all, and is known", async () => {
    const locked = new Client({ connectionString: place.databaseUrl ?? "" });
    await locked.connect();
    // The first statement of the migration waits for this lock, so it is under way when its process dies.
    await locked.query("BEGIN; LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE");
    const slow = await makeNextVersion(path.join(folder, "slow"), "20980101000000_slow", two);
    const program = startProgram(migrating, settingsOf(place), slow);
    await eventually(
      "the wait for the lock",
      async () => {
        const rows = await look(
          place,
          "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
        );
        return rows.length > 0 ? true : undefined;
      },
      30,
    );
    await program.end("SIGKILL");
    await locked.end();
    // The server may go on without its client, to the end; then that end is noted.
    const again = await migrate(slow);
    expect([again.code, again.output]).toEqual([0, expect.stringMatching(/Applied 2098|up to date/)]);
    expect(await look(place, "SELECT to_regclass('first_of_two')::text AS made")).toEqual([{ made: "first_of_two" }]);
    expect((await migrate(slow)).output).toContain("up to date");
    await takeBack("20980101000000_slow");
  });

  const takeBack = async (migration: string) => {
    await look(place, "DROP TABLE first_of_two");
    await look(place, "ALTER TABLE sessions DROP COLUMN extra");
    await look(place, "DELETE FROM _prisma_migrations WHERE migration_name = $1", [migration]);
  };

  test("that only adds lets the old version and the new one work side by side", async () => {
    const old = await start(".", { WEB_CONCURRENCY: "2" });
    expect(old.isUp).toBe(true);
    const early = await start(next);
    expect([early.isUp, early.program.output()]).toEqual([false, expect.stringContaining(`lacks ${name}`)]);

    const { code, output } = await migrate(next);
    expect([code, output]).toEqual([0, expect.stringContaining(`Applied ${name}`)]);
    const fresh = await start(next);
    expect(fresh.isUp).toBe(true);

    for (const [here, there] of [
      [old, fresh],
      [fresh, old],
    ] as const) {
      const person = newPerson();
      const { status, body } = await signUp(clientOf(here.place), person);
      expect(status).toBe(201);
      await look(place, "UPDATE users SET status = 'active', email_verified_at = now() WHERE id = $1::uuid", [body.id]);
      expect((await logIn(clientOf(there.place), person)).status).toBe(200);
      expect(await lookOne(place, "SELECT nickname FROM users WHERE id = $1::uuid", [body.id])).toEqual({
        nickname: "none",
      });
    }
    expect(`${old.program.output()}${fresh.program.output()}`).not.toMatch(/"status":5\d\d/);
    expect(await old.program.end("SIGTERM")).toBe(0);
    expect((await signUp(clientOf(fresh.place), newPerson())).status).toBe(201);
  });

  test("of a newer version refuses the start of the old one with a sentence, unless it was asked for", async () => {
    const old = await start(".");
    expect([old.isUp, old.program.output()]).toEqual([false, expect.stringContaining("newer than this version")]);
    const back = await start(".", { DATABASE_MAY_BE_NEWER: "true" });
    expect(back.isUp).toBe(true);
    expect((await signUp(clientOf(back.place), newPerson())).status).toBe(201);
  });
});
