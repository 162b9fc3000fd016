import { cp } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { type App, settingsOf } from "#e2e/support/app.ts";
import { createDatabase, dropDatabase } from "#e2e/support/databases.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { lookOne } from "#e2e/support/look.ts";
import { linkIn, mailboxOf, mailQueueIsDone } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, loggedInPerson, logIn, pendingPerson, verify } from "#e2e/support/people.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { type PostgresServer, startPostgres } from "#e2e/support/postgres.ts";
import { runProgram } from "#e2e/support/process.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

// The embedded database is what is moved and copied, so one project is enough.
describe.skipIf(currentDatabase() !== "pglite")("the embedded database", () => {
  let app: App;
  let server: PostgresServer;
  let databaseUrl: string;

  beforeAll(async () => {
    [app, server] = await Promise.all([startOwnApp(), startPostgres()]);
    databaseUrl = await createDatabase(server.url, null);
  });
  afterAll(async () => {
    await app?.dispose();
    if (server) await dropDatabase(server.url, databaseUrl);
    await server?.stop();
  });

  const settings = () => settingsOf({ ...app, databaseUrl });
  const move = () => runProgram(["--conditions=react-server", "scripts/db-move.ts"], settings());

  test("is not moved while a server works on it", async () => {
    expect(await move()).toEqual({ code: 1, output: expect.stringMatching(/Nothing was moved: .*in use/s) });
  });

  test("moves to a server with everything in it, and a copy of its folder is a backup", async () => {
    const mailbox = mailboxOf(app);
    const active = await loggedInPerson(app, mailbox, { username: "Jürgen_Größe" });
    const other = await activePerson(app, mailbox);
    const waiting = await pendingPerson(app, mailbox);
    await app.stop();
    const backup = await makeTempFolder();
    await cp(app.dataFolder, backup, { recursive: true });

    // Two mails that have not left: queued by the operator while nothing runs.
    for (const who of [other.person.username, active.person.username]) {
      const args = ["--conditions=react-server", "scripts/account.ts", "reset-link", who];
      expect(await runProgram(args, settingsOf(app))).toMatchObject({ code: 0 });
    }
    const moved = await move();
    expect([moved.code, moved.output]).toEqual([0, expect.stringMatching(/3 {2}public\.users/)]);
    expect(await move()).toEqual({ code: 1, output: expect.stringContaining("accounts on the server already") });

    await app.restart(settings());
    const there = { ...app, databaseUrl };
    const [{ count }] = [await lookOne(there, "SELECT count(*)::int AS count FROM users WHERE status = 'active'")];
    expect(count).toBe(2);
    // Sessions, passwords, links from before and mails that had not left all live on.
    expect((await active.client.get("/api/v1/accounts/profile/")).body.username).toBe("Jürgen_Größe");
    expect((await logIn(clientOf(app), other.person)).status).toBe(200);
    expect((await verify(waiting.client, waiting.fields)).status).toBe(200);
    const fields = fieldsOf(linkIn(await mailbox.take(other.person.email)));
    const password = "another-quiet-harbour";
    const reset = await clientOf(app).post("/api/v1/accounts/reset-password/", { ...fields, password });
    expect(reset.status).toBe(200);
    await mailbox.take(active.person.email);
    await mailQueueIsDone(there);

    // The folder of before, put back in its place.
    await app.stop();
    await removeTempFolder(path.join(app.dataFolder, "db"));
    await cp(path.join(backup, "db"), path.join(app.dataFolder, "db"), { recursive: true });
    await removeTempFolder(backup);
    await app.restart();
    expect((await logIn(clientOf(app), other.person)).status).toBe(200);
  });
});
