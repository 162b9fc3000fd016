import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, logIn, newPerson, pendingPerson } from "#e2e/support/people.ts";
import { comeBack, goThrough, locationOf, logInThere } from "#e2e/support/social.ts";
import { finishPath, type SocialStage, startSocialStage } from "#e2e/support/social-stage.ts";

let stage: SocialStage;
let app: App;

beforeAll(async () => {
  stage = await startSocialStage();
  app = stage.app;
});
afterAll(() => stage.close());

const profile = "/api/v1/accounts/profile/";
const isLoggedIn = async (client: Client) => (await client.get(profile)).status === 200;

describe("a new account by a provider", () => {
  test("is made when its owner has answered what is asked, and not before", async () => {
    const account = stage.newAccount({ given_name: "Kim", family_name: "Lee" });
    const client = clientOf(app);
    const back = await goThrough(client, "acme", account.sub);
    expect([back.status, locationOf(back)]).toEqual([303, "/register/social"]);
    expect(await look(app, "SELECT 1 FROM users WHERE email = $1", [account.email])).toEqual([]);
    expect(await isLoggedIn(client)).toBe(false);
    const page = await client.get("/register/social", { headers: { accept: "text/html" } });
    expect(page.text).toContain(account.email);
    expect(page.text).toContain("Acme Ltd.");
    const made = await client.post(finishPath, { username: account.sub });
    expect([made.status, made.body]).toEqual([201, { detail: "Registration successful" }]);
    expect((await client.get(profile)).body).toMatchObject({
      ...{ username: account.sub, email: account.email, first_name: "Kim", last_name: "Lee" },
    });
    expect(client.cookies.get("social")).toBeNull();
  });

  test("has no password, a verified address, and logs in by the provider again", async () => {
    const { account, id } = await stage.socialPerson();
    const sql = `SELECT password_hash, email_verified_at IS NOT NULL AS verified, status::text FROM users WHERE id = $1::uuid`;
    expect(await lookOne(app, sql, [id])).toEqual({ password_hash: null, verified: true, status: "active" });
    for (const password of ["", "null", account.sub]) {
      expect((await logIn(clientOf(app), { ...newPerson(), username: account.sub, password })).status).toBe(400);
    }
    const again = clientOf(app);
    expect(locationOf(await goThrough(again, "acme", account.sub))).toBe("/account");
    expect((await again.get(profile)).body).toMatchObject({ id });
  });

  test("sent twice is one account", async () => {
    const account = stage.newAccount();
    const client = clientOf(app);
    await goThrough(client, "acme", account.sub);
    const social = client.cookies.get("social")?.value ?? "";
    const answers = await Promise.all([1, 2].map((n) => client.post(finishPath, { username: `${account.sub}${n}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
    const late = clientOf(app);
    late.cookies.put("social", social);
    const answer = await late.post(finishPath, { username: `${account.sub}3` });
    expect(answer.body).toMatchObject({ code: expect.stringMatching(/^social_(expired|email_taken)$/) });
    expect(await look(app, "SELECT 1 FROM users WHERE email = $1", [account.email])).toHaveLength(1);
  });

  test.each([
    ["no name", {}, { username: ["This field is required."] }],
    ["a reserved name", { username: "admin" }, { username: ["This name is reserved and cannot be registered."] }],
  ])("with %s is not made", async (_what, fields, body) => {
    const client = clientOf(app);
    await goThrough(client, "acme", stage.newAccount().sub);
    expect(await client.post(finishPath, fields)).toMatchObject({ status: 400, body });
  });

  test("with a taken name is not made", async () => {
    const { person } = await activePerson(app, mailboxOf(app));
    const client = clientOf(app);
    await goThrough(client, "acme", stage.newAccount().sub);
    const answer = await client.post(finishPath, { username: person.username.toUpperCase() });
    expect(answer.body).toEqual({ username: ["A user with that username already exists."] });
  });

  test("is not made for a browser that nobody was vouched for in", async () => {
    for (const cookie of [undefined, "x", Buffer.alloc(200).toString("base64url")]) {
      const client = clientOf(app);
      if (cookie) client.cookies.put("social", cookie);
      expect((await client.post(finishPath, { username: newPerson().username })).body).toMatchObject({
        code: "social_expired",
      });
    }
  });
});

describe("an address is never enough to get into an account:", () => {
  const flashOf = async (client: Client) => (await client.get("/login", { headers: { accept: "text/html" } })).text;

  test("whoever has it at the provider is sent to log in first", async () => {
    const { person, id } = await activePerson(app, mailboxOf(app));
    const account = stage.newAccount({ email: person.email.toUpperCase() });
    const client = clientOf(app);
    const back = await goThrough(client, "acme", account.sub);
    expect(locationOf(back)).toBe("/login");
    expect(await flashOf(client)).toContain("An account with that address is here already.");
    expect(await isLoggedIn(client)).toBe(false);
    expect(await look(app, "SELECT 1 FROM identities WHERE user_id = $1::uuid", [id])).toEqual([]);
  });

  test.each([
    ["has not verified it", { email_verified: false }],
    ["says so in another way than true", { email_verified: undefined }],
  ])("a provider that %s starts no account by it", async (_what, fixed) => {
    const account = newPerson();
    stage.peer.add({ sub: account.username, email: account.email, ...fixed });
    const client = clientOf(app);
    expect(locationOf(await goThrough(client, "acme", account.username))).toBe("/login");
    expect(await flashOf(client)).toContain("did not tell us a confirmed address");
    expect(client.cookies.get("social")).toBeNull();
  });

  test("an unfinished sign-up of a stranger is discarded, with its password, link and name", async () => {
    const stranger = await pendingPerson(app, mailboxOf(app));
    const { client, id } = await stage.socialPerson({ email: stranger.person.email });
    expect((await client.get(profile)).body).toMatchObject({ email: stranger.person.email });
    expect(id).not.toBe(stranger.id);
    expect(await look(app, "SELECT 1 FROM users WHERE id = $1::uuid", [stranger.id])).toEqual([]);
    const used = await clientOf(app).post("/api/v1/accounts/verify-registration/", {
      ...stranger.fields,
      password: stranger.person.password,
    });
    expect(used.body).toMatchObject({ code: "invalid_key" });
    expect((await logIn(clientOf(app), stranger.person)).status).toBe(400);
  });
});

test("without script the whole way is forms and pages of ours", async () => {
  const account = stage.newAccount();
  const client = clientOf(app);
  const form = {
    as: "form",
    headers: { origin: app.url, accept: "text/html", "sec-fetch-site": "same-origin" },
  } as const;
  const page = await client.get("/login", { headers: { accept: "text/html" } });
  expect(page.text).toContain("Continue with Acme Ltd.");
  const left = await client.post(
    "/api/v1/accounts/social-login/",
    { provider: "acme", next: "/account/profile" },
    form,
  );
  expect([left.status, locationOf(left)]).toEqual([303, "/login/continue"]);
  const door = await client.get("/login/continue", { headers: { accept: "text/html" } });
  const [, escaped = ""] = /http-equiv="refresh" content="0;url=([^"]+)"/i.exec(door.text) ?? [];
  const authorization = new URL(escaped.replaceAll("&amp;", "&"));
  expect(authorization.origin).toBe(stage.peer.url);
  await comeBack(client, await logInThere(authorization, account.sub));
  const made = await client.post(finishPath, { username: account.sub, next: "/account/profile" }, form);
  expect([made.status, locationOf(made)]).toEqual([303, "/account/profile"]);
  expect(await isLoggedIn(client)).toBe(true);
});
