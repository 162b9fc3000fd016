import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { account } from "#e2e/support/account-command.ts";
import { type Client, clientOf } from "#e2e/support/api.ts";
import { type App, startApp } from "#e2e/support/app.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { freePort } from "#e2e/support/free-port.ts";
import { newPerson, type Person, registration } from "#e2e/support/people.ts";
import { currentDatabase, stageOf } from "#e2e/support/place.ts";
import { type Program, runProgram, startProgram } from "#e2e/support/process.ts";
import { makeGuidedTree } from "./guided-tree.ts";

const folder = path.resolve(".test/guide");
const secret = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
let receiver: Program;
let app: App;

beforeAll(async () => {
  makeGuidedTree("docs/customising.md", folder);
  const typed = await runProgram(["node_modules/typescript/bin/tsc", "--noEmit"], {}, folder);
  expect(typed).toEqual({ code: 0, output: "" });
  const built = await runProgram(["node_modules/next/dist/bin/next", "build"], { NODE_ENV: "production" }, folder);
  expect(built.code, built.output).toBe(0);
  const port = String(await freePort());
  receiver = startProgram(["receiver.mjs"], { PORT: port, WEBHOOK_SECRET: secret }, folder);
  const database = currentDatabase();
  const { serverUrl, template } = stageOf(database);
  const hook = { WEBHOOK_GUIDE_URL: `http://127.0.0.1:${port}/`, WEBHOOK_GUIDE_SECRETS: secret };
  const settings = { ...hook, LOGIN_RETRIEVE_TOKEN: "true" };
  app = await startApp({ database, serverUrl, template, settings, folder });
}, 240_000);

afterAll(async () => {
  await app?.dispose();
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

const own = { gender: "female", phone_number: "+4930123456" };

async function member(
  fixed: Partial<Person> = {},
): Promise<{ client: Client; person: Person; user: unknown; token: string }> {
  const [client, person] = [clientOf(app), newPerson(fixed)];
  const made = await client.post("/api/v1/accounts/register/", registration(person, own));
  expect([made.status, made.text]).toEqual([201, expect.any(String)]);
  const { text } = await mailTo(person.email);
  const link = new URLSearchParams(String(/\/verify-user#(\S+)/.exec(text)?.[1]));
  await client.post("/api/v1/accounts/verify-registration/", Object.fromEntries(link));
  const { body } = await client.post("/api/v1/accounts/login/", { login: person.username, password: person.password });
  return { client, person, user: made.body, token: body.token };
}

test("fields, createUser, userObject, links, sender, listener, token and web hook are what the guide says", async () => {
  const { client, person, user, token } = await member();
  expect(user).toMatchObject({ ...own, first_name: "Friend", display_name: "Friend" });
  expect(token).toMatch(/^acme-[0-9a-f]{48}$/);
  const headers = { authorization: `Token ${token}` };
  expect((await clientOf(app).get("/api/v1/accounts/profile/", { headers })).body).toMatchObject(own);
  await eventually("the listener", () => (written("welcome.txt").includes(person.username) ? true : undefined));
  await eventually("the web hook", () => (receiver.output().includes("user_registered") ? true : undefined));
  const change = {
    old_password: person.password,
    password: "seven grey herons",
    password_confirm: "seven grey herons",
  };
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
  const page = (await client.get("/account/profile")).text;
  expect(page).toMatch(/<select[^>]*name="gender"/);
  expect([page.includes(own.phone_number), page.includes('name="phone_number"')]).toEqual([true, false]);
});

test("the sign-up page shows the fields, and every face refuses what they do not take", async () => {
  const page = (await clientOf(app).get("/register", { headers: { "accept-language": "de" } })).text;
  expect(page).toMatch(/Geschlecht.*<option value="female">Weiblich/s);
  expect(page).toMatch(/name="phone_number"/);
  const [person, wrong] = [newPerson(), { gender: "x", phone_number: "call me" }];
  const errors = { gender: ['"x" is not a valid choice.'], phone_number: [expect.any(String)] };
  const { username, email, password } = person;
  const auth = { username, email, password1: password, password2: password };
  for (const [face, body] of [
    ["accounts/register", registration(person)],
    ["auth/registration", auth],
  ] as const) {
    const without = await clientOf(app).post(`/api/v1/${face}/`, body);
    expect(without.body).toEqual({ phone_number: ["This field is required."] });
    expect((await clientOf(app).post(`/api/v1/${face}/`, { ...body, ...wrong })).body).toMatchObject(errors);
  }
  const { body: api } = await clientOf(app).get("/api/openapi.json");
  for (const [endpoint, method] of [
    ["accounts/register", "post"],
    ["auth/registration", "post"],
  ] as const) {
    const { schema } = api.paths[`/api/v1/${endpoint}/`][method].requestBody.content["application/json"];
    expect(schema.properties).toMatchObject({ phone_number: { maxLength: 16 }, gender: { type: ["string", "null"] } });
  }
});

test("a rule for usernames holds, and only people of Acme get Acme's mail", async () => {
  const person = newPerson({ username: `acme_${newPerson().username}` });
  const refused = await clientOf(app).post("/api/v1/accounts/register/", registration(person, own));
  expect(refused.body).toEqual({ username: ["This name is reserved and cannot be registered."] });
  const people = [await member(), await member({ email: `${newPerson().username}@acme.example` })];
  const subjects = [];
  for (const {
    client,
    person: { email },
  } of people) {
    await client.post("/api/v1/accounts/send-reset-password-link/", { login: email });
    subjects.push((await mailTo(email, 2)).subject);
  }
  expect(subjects).toEqual([expect.not.stringContaining("Acme"), "Your password at Acme"]);
});

test("the operator's commands read the same settings", async () => {
  const { person } = await member();
  const shown = await account(app, "show", person.username, "--json");
  expect([shown.code, shown.text.includes(own.phone_number)]).toEqual([0, true]);
});
