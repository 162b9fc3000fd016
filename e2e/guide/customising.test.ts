import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import { type App, type Settings, settingsOf, startApp } from "#e2e/support/app.ts";
import { openBrowser } from "#e2e/support/browser.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { freePort } from "#e2e/support/free-port.ts";
import { newPerson, type Person, registration } from "#e2e/support/people.ts";
import { databaseKinds } from "#e2e/support/place.ts";
import { type PostgresServer, startPostgres } from "#e2e/support/postgres.ts";
import { type Program, runProgram, startProgram } from "#e2e/support/process.ts";
import { makeGuidedTree } from "./guided-tree.ts";

const folder = path.resolve(".test/guide");
const secret = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const own = { gender: "female", phone_number: "+4930123456" };
let receiver: Program;
let server: PostgresServer;
let settings: Settings;

beforeAll(async () => {
  makeGuidedTree("docs/customising.md", folder);
  const typed = await runProgram(["node_modules/typescript/bin/tsc", "--noEmit"], {}, folder);
  expect(typed).toEqual({ code: 0, output: "" });
  const built = await runProgram(["node_modules/next/dist/bin/next", "build"], { NODE_ENV: "production" }, folder);
  expect(built.code, built.output).toBe(0);
  const port = String(await freePort());
  receiver = startProgram(["receiver.mjs"], { PORT: port, WEBHOOK_SECRET: secret }, folder);
  const hook = { WEBHOOK_GUIDE_URL: `http://127.0.0.1:${port}/`, WEBHOOK_GUIDE_SECRETS: secret };
  settings = { ...hook, LOGIN_RETRIEVE_TOKEN: "true" };
  server = await startPostgres();
});

afterAll(async () => {
  await server?.stop();
  await receiver?.end("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

const written = (file: string) => readFileSync(path.join(folder, file), { encoding: "utf8", flag: "a+" });
const outbox = () =>
  written("outbox.jsonl")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** The newest mail to this address that the guide's own sender has sent. */
const mailTo = (to: string, count = 1) =>
  eventually(`mail ${count} to ${to}`, () => outbox().filter((mail) => mail.to === to)[count - 1]);

/** Confirms an address with the link of its mail, which has the form that the guide gives it. */
async function confirm(client: Client, { email }: Person): Promise<void> {
  const { text } = await mailTo(email);
  const link = new URLSearchParams(String(/\/verify-user#(\S+)/.exec(text)?.[1]));
  await client.post("/api/v1/accounts/verify-registration/", Object.fromEntries(link));
}

describe.each(databaseKinds)("the guided product on %s", (database) => {
  let app: App;

  beforeAll(async () => {
    app = await startApp({ database, serverUrl: server.url, template: null, settings, folder });
  });

  afterAll(() => app?.dispose());

  async function member(fixed: Partial<Person> = {}) {
    const [client, person] = [clientOf(app), newPerson(fixed)];
    const { status, text, body: user } = await client.post("/api/v1/accounts/register/", registration(person, own));
    expect(status, text).toBe(201);
    await confirm(client, person);
    const login = { login: person.username, password: person.password };
    const { token } = (await client.post("/api/v1/accounts/login/", login)).body;
    return { client, person, user, token };
  }

  test("fields, createUser, userObject, links, sender, listener, token and web hook are what the guide says", async () => {
    const { client, person, user, token } = await member();
    expect(user).toMatchObject({ ...own, first_name: "Friend", display_name: "Friend" });
    expect(token).toMatch(/^acme-[0-9a-f]{48}$/);
    const headers = { authorization: `Token ${token}` };
    expect((await clientOf(app).get("/api/v1/accounts/profile/", { headers })).body).toMatchObject(own);
    await eventually("the listener", () => written("welcome.txt").includes(person.username) || undefined);
    await eventually("the web hook", () => receiver.output().includes(`user_registered ${user.id}`) || undefined);
    const password = "seven grey herons";
    const change = { old_password: person.password, password, password_confirm: password };
    expect((await client.post("/api/v1/accounts/change-password/", change)).status).toBe(200);
    expect((await mailTo(person.email, 2)).text).toContain("Write to help@acme.example");
  });

  test("a field set at sign-up is read-only afterwards, the other one is not, on both faces and in the export", async () => {
    const { client, person } = await member();
    const wish = { username: person.username, gender: "other", phone_number: "+4930999999" };
    const kept = { gender: "other", phone_number: own.phone_number };
    expect((await client.send("PATCH", "/api/v1/accounts/profile/", { fields: wish })).body).toMatchObject(kept);
    const auth = await client.send("PUT", "/api/v1/auth/user/", { fields: { ...wish, gender: null } });
    expect(auth.body).toMatchObject({ ...kept, gender: null });
    expect((await client.get("/api/v1/accounts/export/")).text).toContain(own.phone_number);
  });

  test("a person fills in the fields on the sign-up page; the profile page shows both and changes one", async () => {
    const [browser, person] = [await openBrowser(), newPerson()];
    try {
      const page = await browser.newPage({ baseURL: app.url, locale: "de" });
      await page.goto("/register");
      await page.getByLabel("Benutzername").fill(person.username);
      await page.getByLabel("E-Mail-Adresse").fill(person.email);
      await page.getByLabel("Passwort", { exact: true }).fill(person.password);
      await page.getByLabel("Geschlecht").selectOption("Weiblich");
      await page.getByLabel("Phone number").fill("call me");
      await page.getByRole("button", { name: "Konto erstellen" }).click();
      await page.locator("[aria-invalid]").waitFor();
      await page.getByLabel("Phone number").fill(own.phone_number);
      await page.getByRole("button", { name: "Konto erstellen" }).click();
      await page.waitForURL("/register/complete");
      await confirm(clientOf(app), person);
      // The waiting page goes on by itself.
      await page.waitForURL(/\/login/);
      await page.request.post("/api/v1/accounts/login/", {
        data: { login: person.username, password: person.password },
      });
      await page.goto("/account/profile");
      expect(await page.getByLabel("Phone number").inputValue()).toBe(own.phone_number);
      expect(await page.getByLabel("Phone number").isEditable()).toBe(false);
      expect(await page.getByLabel("Geschlecht").inputValue()).toBe("female");
      await page.getByLabel("Geschlecht").selectOption("Männlich");
      await page.getByRole("button", { name: "Speichern" }).click();
      await page.locator("form [role=status]", { hasText: /\S/ }).waitFor();
      expect((await (await page.request.get("/api/v1/accounts/profile/")).json()).gender).toBe("male");
    } finally {
      await browser.close();
    }
  });

  test("every face refuses what the fields do not take, and OpenAPI says what they do", async () => {
    const [person, wrong] = [newPerson(), { gender: "x", phone_number: "call me" }];
    const errors = { gender: ["This is not a valid choice."], phone_number: ["Enter a valid value."] };
    const { username, email, password } = person;
    const { body: api } = await clientOf(app).get("/api/openapi.json");
    for (const [path, body] of [
      ["/api/v1/accounts/register/", registration(person)],
      ["/api/v1/auth/registration/", { username, email, password1: password, password2: password }],
    ] as const) {
      const without = await clientOf(app).post(path, body);
      expect(without.body).toEqual({ phone_number: ["This field is required."] });
      expect((await clientOf(app).post(path, { ...body, ...wrong })).body).toEqual(errors);
      const { schema } = api.paths[path].post.requestBody.content["application/json"];
      const described = { phone_number: { maxLength: 16 }, gender: { type: ["string", "null"] } };
      expect(schema.properties).toMatchObject(described);
    }
  });

  test("a rule for usernames holds, and only people of Acme get Acme's mail", async () => {
    const person = newPerson({ username: `acme_${newPerson().username}` });
    const refused = await clientOf(app).post("/api/v1/accounts/register/", registration(person, own));
    expect(refused.body).toEqual({ username: ["This name is reserved and cannot be registered."] });
    const others = await member();
    const ofAcme = await member({ email: `${newPerson().username}@acme.example` });
    for (const { client, person } of [others, ofAcme])
      await client.post("/api/v1/accounts/send-reset-password-link/", { login: person.email });
    expect((await mailTo(others.person.email, 2)).subject).not.toContain("Acme");
    expect((await mailTo(ofAcme.person.email, 2)).subject).toBe("Your password at Acme");
  });

  test("a new language is offered, spoken by pages, errors and mails, and English where it is not translated", async () => {
    const [client, person, headers] = [clientOf(app), newPerson(), { "accept-language": "it-CH" }];
    const page = (await client.get("/register", { headers })).text;
    expect(page).toMatch(/<html lang="it" dir="ltr".*<h1[^>]*>Crea il tuo account.*Email address.*Italiano/s);
    const refused = await client.post("/api/v1/accounts/register/", registration(person), { headers });
    expect(refused.body).toEqual({ phone_number: ["Questo campo è obbligatorio."] });
    expect(refused.headers.get("content-language")).toBe("it");
    await client.post("/api/v1/accounts/register/", registration(person, own), { headers });
    expect((await mailTo(person.email)).subject).toBe("Conferma il tuo indirizzo per Latchkey");
  });

  test("the operator's commands read the same settings: an import knows the fields", async () => {
    const { username, email } = newPerson();
    const file = path.join(folder, `${username}.csv`);
    writeFileSync(file, `username,email,gender,phone_number\n${username},${email},female,${own.phone_number}\n`);
    const account = (...args: string[]) =>
      runProgram(["--conditions=react-server", "scripts/account.ts", ...args, "--json"], settingsOf(app), folder);
    expect(await account("import", file, "--apply")).toMatchObject({ code: 0 });
    expect(JSON.parse((await account("show", username)).output)).toMatchObject({ customFields: own });
  });
});
