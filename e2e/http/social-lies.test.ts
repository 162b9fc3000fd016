import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { look } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, logIn, newPerson } from "#e2e/support/people.ts";
import {
  discovery,
  type Script,
  type ScriptedProvider,
  startScriptedProvider,
} from "#e2e/support/scripted-provider.ts";
import { comeBack, leaveFor, locationOf } from "#e2e/support/social.ts";

const secret = "known-to-us-and-to-them";
let peer: ScriptedProvider;
let app: App;

beforeAll(async () => {
  peer = await startScriptedProvider({ clientId: "us" });
  app = await startOwnApp({
    ...{ OIDC_LIAR_ISSUER: peer.url, OIDC_LIAR_CLIENT_ID: "us", OIDC_LIAR_CLIENT_SECRET: secret },
    ...{ GITHUB_URL: peer.url, GITHUB_CLIENT_ID: "us", GITHUB_CLIENT_SECRET: secret },
  });
});
afterAll(async () => {
  await app.dispose();
  await peer.close();
});

/** Leaves for the provider and comes back with a code; what it says then is the test's business. */
async function depart(provider = "liar") {
  const client = clientOf(app);
  const url = await leaveFor(client, provider);
  const [nonce, state] = ["nonce", "state"].map((name) => url.searchParams.get(name) ?? "");
  const callback = new URL(
    `${app.url}/api/auth/callback/${provider}?${new URLSearchParams({ code: "c", state: state ?? "" })}`,
  );
  return { client, nonce, url, back: () => comeBack(client, callback) };
}

const verified = () => ({ email: newPerson().email, email_verified: true });
const wordsOn = async (client: Client) => (await client.get("/login", { headers: { accept: "text/html" } })).text;

test("an honest answer leads on", async () => {
  const { back, nonce } = await depart();
  peer.tell(await peer.idToken({ nonce, ...verified() }));
  expect(locationOf(await back())).toBe("/register/social");
});

describe("an answer that lies ends on the login page, and makes and opens nothing:", () => {
  const unsigned = (token: string, header: object) =>
    `${Buffer.from(JSON.stringify(header)).toString("base64url")}.${token.split(".")[1]}`;
  const lies: Readonly<Record<string, (claims: Readonly<Record<string, unknown>>) => Promise<string>>> = {
    "alg none": async (claims) => `${unsigned(await peer.idToken(claims), { alg: "none" })}.`,
    "a signature by the shared secret": async (claims) => {
      const text = unsigned(await peer.idToken(claims), { alg: "HS256" });
      return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
    },
    "another audience": (claims) => peer.idToken({ ...claims, aud: "them" }),
    "another issuer": (claims) => peer.idToken({ ...claims, iss: "https://accounts.google.com" }),
    "an empty subject": (claims) => peer.idToken({ ...claims, sub: "" }),
    "no subject": (claims) => peer.idToken({ ...claims, sub: undefined }),
    "the past": (claims) => peer.idToken({ ...claims, iat: 1_600_000_000, exp: 1_600_000_300 }),
    "a beginning in the future": (claims) => peer.idToken({ ...claims, nbf: 4_000_000_000 }),
    "no end": (claims) => peer.idToken({ ...claims, exp: undefined }),
    "somebody else among its audiences": (claims) => peer.idToken({ ...claims, aud: ["us", "them"] }),
    "a key nobody knows": (claims) => peer.idToken(claims, { kid: "unknown" }),
    "another kind of signature under a known key": async (claims) => {
      const [, payload, signature] = (await peer.idToken(claims)).split(".");
      const header = Buffer.from(JSON.stringify({ alg: "RS256", kid: "honest" })).toString("base64url");
      return [header, payload, signature].join(".");
    },
    "a subject that is a number": (claims) => peer.idToken({ ...claims, sub: 7 }),
    "a subject that no text of PostgreSQL holds": (claims) => peer.idToken({ ...claims, sub: "kim\u0000" }),
    "an endless subject": (claims) => peer.idToken({ ...claims, sub: "x".repeat(256) }),
    "no end of text": (claims) => peer.idToken({ ...claims, name: "x".repeat(20_000) }),
    "another nonce": (claims) => peer.idToken({ ...claims, nonce: "A".repeat(43) }),
    "no nonce": (claims) => peer.idToken({ ...claims, nonce: undefined }),
  };

  test.each(Object.keys(lies))("an ID token with %s", async (name) => {
    const { client, back, nonce } = await depart();
    const idToken = await lies[name]?.({ nonce, ...verified() });
    peer.tell(idToken ?? "");
    expect(locationOf(await back())).toBe("/login");
    expect(client.cookies.get("session") ?? client.cookies.get("social")).toBeNull();
    expect(await wordsOn(client)).toContain("Liar did not confirm who you are.");
  });

  test.each<[string, Script]>([
    ["an error body with status 200", { body: { error: "invalid_grant", access_token: "a" } }],
    ["no tokens", { body: {} }],
    ["no JSON", (_asked, response) => response.end("<html>welcome</html>")],
  ])("%s", async (_what, script) => {
    const { client, back } = await depart();
    peer.answer("/token", script);
    expect(locationOf(await back())).toBe("/login");
    expect(client.cookies.get("social")).toBeNull();
  });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ["a word for true", { email_verified: "true" }],
  ["a one for true", { email_verified: 1 }],
  ["a list of addresses", { email: ["kim@example.org"], email_verified: true }],
  ["an address that is none", { email: "kim@", email_verified: true }],
])("an address that is told with %s counts as none", async (_what, told) => {
  const { client, back, nonce } = await depart();
  peer.tell(await peer.idToken({ nonce, sub: `subject-${newPerson().username}`, email: newPerson().email, ...told }));
  expect(locationOf(await back())).toBe("/login");
  expect(client.cookies.get("session") ?? client.cookies.get("social")).toBeNull();
  expect(await wordsOn(client)).toContain("Liar did not tell us a confirmed address.");
});

describe("a provider that is away ends on the login page with a word, and passwords go on:", () => {
  const away: readonly [string, Script][] = [
    ["answers 500", { status: 500, body: {} }],
    ["breaks the connection", (_asked, response) => void response.socket?.destroy()],
    ["redirects elsewhere", (_asked, response) => response.writeHead(302, { location: `${peer.url}/elsewhere` }).end()],
    ["never answers", () => undefined],
  ];

  test.each(away)("one that %s", async (_what, script) => {
    const { person } = await activePerson(app, mailboxOf(app));
    const { client, back } = await depart();
    peer.answer("/token", script);
    const started = performance.now();
    const [arrived, byPassword] = await Promise.all([back(), logIn(clientOf(app), person)]);
    expect(performance.now() - started).toBeLessThan(12_000);
    expect([locationOf(arrived), byPassword.status]).toEqual(["/login", 200]);
    expect(await wordsOn(client)).toContain("Liar does not answer at the moment.");
    expect(peer.asked.map(({ path }) => path)).not.toContain("/elsewhere");
  });

  test("GitHub without its API", async () => {
    const { client, back } = await depart("github");
    peer.answer("/login/oauth/access_token", { body: { access_token: "t" } });
    peer.answer("/api/v3/user", { status: 503, body: {} });
    expect(locationOf(await back())).toBe("/login");
    expect(await wordsOn(client)).toContain("GitHub does not answer at the moment.");
  });
});

describe("GitHub", () => {
  const script = (id: number, emails: readonly object[]) => {
    peer.answer("/login/oauth/access_token", { body: { access_token: "t" } });
    peer.answer("/api/v3/user", { body: { id, login: `kim${id}`, email: newPerson().email } });
    peer.answer("/api/v3/user/emails", { body: emails });
  };

  test("is asked with PKCE and state, and tells an address that is primary and verified", async () => {
    const { client, back, url } = await depart("github");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      code_challenge_method: "S256",
      redirect_uri: `${app.url}/api/auth/callback/github`,
      scope: "read:user user:email",
    });
    const { email } = newPerson();
    script(4_711, [
      { email: newPerson().email, primary: false, verified: true },
      { email, primary: true, verified: true },
    ]);
    expect(locationOf(await back())).toBe("/register/social");
    const made = await client.post("/api/v1/accounts/social-registration/", { username: newPerson().username });
    expect(made.status).toBe(201);
    expect((await client.get("/api/v1/accounts/profile/")).body).toMatchObject({ email });
    expect((await client.post("/api/v1/accounts/delete-account/", {})).body).toMatchObject({
      code: "reauthentication_required",
    });
    const again = await client.post("/api/v1/accounts/social-reauthenticate/", { provider: "github" });
    expect(again.body).toMatchObject({ code: "reauthentication_required" });
  });

  test("with an address that is not verified starts no account", async () => {
    const { client, back } = await depart("github");
    script(4_712, [{ email: newPerson().email, primary: true, verified: false }]);
    expect(locationOf(await back())).toBe("/login");
    expect(await wordsOn(client)).toContain("GitHub did not tell us a confirmed address.");
    expect(await look(app, "SELECT 1 FROM identities WHERE subject = '4712'")).toEqual([]);
  });
});

test("a provider whose discovery speaks for somebody else is not left for", async () => {
  const other = await startOwnApp({ OIDC_LIAR_ISSUER: `${peer.url}/tenant`, OIDC_LIAR_CLIENT_ID: "us" });
  peer.answer("/tenant/.well-known/openid-configuration", { body: discovery(peer.url) });
  const answer = await clientOf(other).post("/api/v1/accounts/social-login/", { provider: "liar" });
  expect([answer.status, answer.body.code]).toEqual([503, "provider_unavailable"]);
  await other.dispose();
});
