import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type App, settingsOf } from "#e2e/support/app.ts";
import { createDatabase, dropDatabase } from "#e2e/support/databases.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { loggedInPerson } from "#e2e/support/people.ts";
import { currentDatabase, stageOf } from "#e2e/support/place.ts";
import { runProgram } from "#e2e/support/process.ts";

// The embedded database has no roles.
describe.skipIf(currentDatabase() === "pglite")("a server whose role may only read and write rows", () => {
  const serverUrl = stageOf(currentDatabase()).serverUrl ?? "";
  const suffix = randomBytes(4).toString("hex");
  const [owner, runtime] = [`own er_"${suffix}`, `run time_"${suffix}`];
  const password = randomBytes(12).toString("hex");
  let databaseUrl = "";
  let app: App;

  const quoted = (role: string) => `"${role.replaceAll('"', '""')}"`;
  const urlOf = (role: string) => {
    const url = new URL(databaseUrl);
    [url.username, url.password] = [encodeURIComponent(role), password];
    return url.href;
  };
  const migrate = (settings: Readonly<Record<string, string>>) =>
    runProgram(["--conditions=react-server", "scripts/db-migrate.ts"], settings);

  beforeAll(async () => {
    databaseUrl = await createDatabase(serverUrl, null);
    for (const role of [owner, runtime])
      await run(serverUrl, `CREATE ROLE ${quoted(role)} LOGIN PASSWORD '${password}'`);
    await run(serverUrl, `ALTER DATABASE "${new URL(databaseUrl).pathname.slice(1)}" OWNER TO ${quoted(owner)}`);
    const settings = { MIGRATION_DATABASE_URL: urlOf(owner), DATABASE_URL: urlOf(runtime) };
    for (const time of ["first", "second"]) {
      const { code, output } = await migrate(settings);
      expect([time, code, output]).toEqual([time, 0, expect.stringContaining("may read and write the rows")]);
    }
    app = await startOwnApp({ DATABASE_URL: urlOf(runtime) });
  });

  afterAll(async () => {
    await app?.dispose();
    await dropDatabase(serverUrl, databaseUrl);
    for (const role of [owner, runtime]) await run(serverUrl, `DROP ROLE IF EXISTS ${quoted(role)}`);
  });

  test("serves a whole sign-up, its mail and a login", async () => {
    const { client } = await loggedInPerson(app, mailboxOf(app));
    expect((await client.get("/api/v1/accounts/profile/")).status).toBe(200);
  });

  test("is in order, says the doctor", async () => {
    const settings = { ...settingsOf(app), DATABASE_URL: urlOf(runtime) };
    const { code, output } = await runProgram(["--conditions=react-server", "scripts/doctor.ts"], settings);
    expect([code, output]).toEqual([0, expect.stringContaining("schema: of this version")]);
  });

  test.each([
    "CREATE TABLE stolen (id int)",
    "CREATE SCHEMA stolen",
    "DROP TABLE users",
    "ALTER TABLE users ADD COLUMN backdoor text",
    "TRUNCATE users",
    "DROP SCHEMA pgboss CASCADE",
    "DELETE FROM _prisma_migrations",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT rolpassword FROM pg_authid",
  ])("cannot %s", async (statement) => {
    await expect(run(urlOf(runtime), statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
