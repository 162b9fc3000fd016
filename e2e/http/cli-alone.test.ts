import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { account } from "#e2e/support/account-command.ts";
import { clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, logIn, newPerson, pendingPerson } from "#e2e/support/people.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

// Where no server runs the command opens the database itself, on PGlite under the lock of DATA_DIR.
let app: App;
beforeAll(async () => {
  app = await startOwnApp();
});
afterAll(async () => app.dispose());

describe("without a server", () => {
  test("accounts are made and disabled, and their mails leave when a server starts", async () => {
    const mailbox = mailboxOf(app);
    const { person } = await activePerson(app, mailbox);
    await app.stop();
    const { username, email, password } = newPerson();
    const made = await account(app, "create", "--username", username, "--email", email);
    expect([made.code, made.text.includes("No server runs here")]).toEqual([0, app.database === "pglite"]);
    expect((await account(app, "disable", person.username)).code).toBe(0);
    const listed = (await account(app, "list", "--json")).jsonList();
    expect(listed.map((row) => [row["username"], row["status"]])).toEqual([
      [person.username, "disabled"],
      [username, "active"],
    ]);
    await app.restart();
    const link = fieldsOf(linkIn(await mailbox.take(email)));
    const body = { ...link, password };
    expect((await clientOf(app).post("/api/v1/accounts/reset-password/", body)).status).toBe(200);
    expect((await logIn(clientOf(app), { username, email, password })).status).toBe(200);
    expect((await logIn(clientOf(app), person)).status).toBe(400);
  });

  test("purge removes what is past its time and nothing else", async () => {
    const [old, young] = [await pendingPerson(app, mailboxOf(app)), await pendingPerson(app, mailboxOf(app))];
    await look(app, "UPDATE users SET purge_after = now() - interval '1 second' WHERE id = $1::uuid", [old.id]);
    await app.stop();
    expect((await account(app, "purge", "--json")).json()).toMatchObject({ "pending rows": 1 });
    expect((await account(app, "show", old.id)).code).toBe(1);
    expect((await account(app, "show", young.id)).code).toBe(0);
    await app.restart();
  });

  test("a database that was never made is not made by a command", async () => {
    const dataFolder = await makeTempFolder();
    try {
      const asked = await account({ ...app, database: "pglite", databaseUrl: null, dataFolder }, "list");
      expect([asked.code, asked.text]).toEqual([1, expect.stringContaining("There is no database")]);
    } finally {
      await removeTempFolder(dataFolder);
    }
  });
});
