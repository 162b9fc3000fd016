import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf, type Fields } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import type { ProviderAccount } from "#e2e/support/oidc-peer.ts";
import { activePerson } from "#e2e/support/people.ts";
import { logInThere } from "#e2e/support/social.ts";
import { type SocialStage, startSocialStage } from "#e2e/support/social-stage.ts";

const redirect = "http://localhost:9/callback";
let stage: SocialStage;
let app: App;

beforeAll(async () => {
  stage = await startSocialStage({ SOCIAL_REDIRECT_URIS: redirect });
  app = stage.app;
  stage.peer.register([redirect, "http://localhost:9/unlisted"]);
});
afterAll(() => stage.close());

const post = (fields: Fields, provider = "acme") => clientOf(app).post(`/api/v1/auth/${provider}/`, fields);

/** What a client of its own gets at the provider: a code and the verifier of its challenge. */
async function codeFor({ sub }: ProviderAccount, redirect_uri = redirect) {
  const code_verifier = randomBytes(32).toString("base64url");
  const url = new URL(`${stage.peer.url}/auth`);
  url.search = new URLSearchParams({
    ...{ client_id: stage.peer.clientId, response_type: "code", scope: "openid email profile", redirect_uri },
    ...{
      code_challenge_method: "S256",
      code_challenge: createHash("sha256").update(code_verifier).digest("base64url"),
    },
  }).toString();
  const back = await logInThere(url, sub);
  return { code: back.searchParams.get("code") ?? "", code_verifier, redirect_uri };
}

/** The tokens the provider gives for such a code to whoever knows the client's secret. */
async function tokensFor(account: ProviderAccount): Promise<{ id_token: string; access_token: string }> {
  const body = new URLSearchParams({ grant_type: "authorization_code", ...(await codeFor(account)) });
  const basic = Buffer.from(`${stage.peer.clientId}:${stage.peer.clientSecret}`).toString("base64");
  const headers = { authorization: `Basic ${basic}` };
  const response = await fetch(`${stage.peer.url}/token`, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  return JSON.parse(await response.text());
}

describe("a code", () => {
  test("makes an account with a free name, and the next one logs in to it", async () => {
    const account = stage.newAccount({ given_name: "Kim" });
    const first = await post(await codeFor(account));
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      access: expect.stringMatching(/^eyJ/),
      refresh: expect.stringMatching(/^latchkey_refresh_/),
      user: expect.objectContaining({ username: account.sub, email: account.email, first_name: "Kim" }),
    });
    const second = await post(await codeFor(account));
    expect(second.body.user).toEqual(first.body.user);
    const headers = { authorization: `Bearer ${second.body.access}` };
    expect((await clientOf(app).get("/api/v1/auth/user/", { headers })).body).toEqual(first.body.user);
    const sql = `SELECT bool_or(authenticated_at > now() - interval '10 minutes') AS fresh FROM sessions WHERE user_id = $1::uuid`;
    expect(await lookOne(app, sql, [first.body.user.pk])).toEqual({ fresh: false });
  });

  test("takes the name that is asked for", async () => {
    const account = stage.newAccount();
    const taken = await post({ ...(await codeFor(account)), username: "admin" });
    expect(taken.body).toEqual({ username: ["This name is reserved and cannot be registered."] });
    const made = await post({ ...(await codeFor(account)), username: `${account.sub}_x` });
    expect(made.body.user).toMatchObject({ username: `${account.sub}_x` });
  });

  test("is good once, with its own verifier, and sent to a listed address", async () => {
    const account = stage.newAccount();
    const proof = await codeFor(account);
    const other = randomBytes(32).toString("base64url");
    expect((await post({ ...(await codeFor(account)), code_verifier: other })).body).toEqual(incorrect);
    expect((await post({ ...proof, redirect_uri: "http://localhost:9/unlisted" })).body).toEqual({
      redirect_uri: ["This is not a valid choice."],
    });
    expect((await post(await codeFor(account, "http://localhost:9/unlisted"))).status).toBe(400);
    expect((await post(proof)).status).toBe(200);
    expect((await post(proof)).body).toEqual(incorrect);
  });
});

const incorrect = { non_field_errors: ["Incorrect value"] };
const required = ["This field is required."];

describe("a body", () => {
  test.each([
    [{}, { non_field_errors: ["Incorrect input. access_token, id_token or code is required."] }],
    [{ code: "c" }, { code_verifier: required }],
    [{ code: "c", code_verifier: "x".repeat(43) }, { redirect_uri: required }],
    [{ code: "c", code_verifier: "short", redirect_uri: redirect }, { code_verifier: ["Enter a valid value."] }],
    [{ code: ["c"], code_verifier: "x".repeat(43), redirect_uri: redirect }, { code: ["Not a valid string."] }],
    [{ id_token: "a.b.c" }, incorrect],
    [{ access_token: "nonsense" }, incorrect],
  ])("%j is refused", async (fields, body) => {
    expect(await post(fields)).toMatchObject({ status: 400, body });
  });

  test("for an unknown provider finds nothing", async () => {
    for (const provider of ["google", "github", "nobody"]) {
      expect(await post({ id_token: "x" }, provider)).toMatchObject({ status: 404, body: { detail: "Not found." } });
    }
  });
});

describe("tokens of the provider", () => {
  test("made for us log in; they are no tokens of ours", async () => {
    const account = stage.newAccount();
    const [made] = [await post(await codeFor(account))];
    const { id_token, access_token } = await tokensFor(account);
    for (const fields of [{ id_token }, { access_token }]) {
      const answer = await post(fields);
      expect([answer.status, answer.body.user?.pk]).toEqual([200, made?.body.user.pk]);
    }
    for (const token of [id_token, access_token]) {
      const answer = await clientOf(app).get("/api/v1/auth/user/", { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status).toBe(401);
    }
  });

  test("changed by one character log nobody in", async () => {
    const { id_token, access_token } = await tokensFor(stage.newAccount());
    const changed = (token: string) => `${token.slice(0, -3)}${token.endsWith("AAA") ? "BBB" : "AAA"}`;
    for (const fields of [{ id_token: changed(id_token) }, { access_token: changed(access_token) }]) {
      expect((await post(fields)).body).toEqual(incorrect);
    }
  });
});

test("an address that an account has is never linked", async () => {
  const { person } = await activePerson(app, mailboxOf(app));
  const account = stage.newAccount({ email: person.email });
  expect(await post(await codeFor(account))).toMatchObject({
    status: 400,
    body: { non_field_errors: ["User is already registered with this e-mail address."] },
  });
});
