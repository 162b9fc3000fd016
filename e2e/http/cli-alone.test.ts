import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { account } from "#e2e/support/account-command.ts";
import { details } from "#e2e/support/answers.ts";
import { clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, logIn, newPerson, type Person, pendingPerson } from "#e2e/support/people.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

// Where no server runs the command opens the database itself, on PGlite under the lock of DATA_DIR.
let app: App;
let people: { readonly known: Person; readonly oldId: string; readonly youngId: string };
const mailed = newPerson();

beforeAll(async () => {
  app = await startOwnApp();
  const mailbox = mailboxOf(app);
  const known = await activePerson(app, mailbox);
  const [old, young] = [await pendingPerson(app, mailbox), await pendingPerson(app, mailbox)];
  await look(app, "UPDATE users SET purge_after = now() - interval '1 second' WHERE id = $1::uuid", [old.id]);
  people = { known: known.person, oldId: old.id, youngId: young.id };
  await app.stop();
});
afterAll(async () => app.dispose());

describe("without a server", () => {
  test("an account is made, and the mail to its owner waits", async () => {
    const made = await account(app, "create", "--username", mailed.username, "--email", mailed.email);
    expect([made.code, made.text.includes("No server runs here")]).toEqual([0, app.database === "pglite"]);
  });

  test("an account is disabled, and the list says so", async () => {
    expect((await account(app, "disable", people.known.username)).code).toBe(0);
    const listed = (await account(app, "list", "--status", "disabled", "--json")).jsonList();
    expect(listed).toMatchObject([{ username: people.known.username, status: "disabled" }]);
  });

  test("purge removes what is past its time and nothing else", async () => {
    expect((await account(app, "purge", "--json")).json()).toMatchObject({ "pending rows": 1 });
    expect((await account(app, "show", people.oldId)).code).toBe(1);
    expect((await account(app, "show", people.youngId)).code).toBe(0);
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

describe("the server that starts afterwards", () => {
  beforeAll(() => app.restart());

  test("sends the mail that waited", async () => {
    const link = fieldsOf(linkIn(await mailboxOf(app).take(mailed.email)));
    const body = { ...link, password: mailed.password };
    expect((await clientOf(app).post("/api/v1/accounts/reset-password/", body)).status).toBe(200);
    expect((await logIn(clientOf(app), mailed)).status).toBe(200);
  });

  test("lets nobody in who was disabled meanwhile", async () => {
    expect((await logIn(clientOf(app), people.known)).body).toEqual(details.loginInvalid);
  });
});
