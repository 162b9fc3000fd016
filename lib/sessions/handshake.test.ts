import { createHash, randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ScriptedProvider, startScriptedProvider } from "#e2e/support/scripted-provider.ts";
import { handOn } from "#lib/env.ts";
import type { OidcProvider } from "#lib/providers/provider.ts";
import { type Begun, beginHandshake, finishHandshake } from "./handshake.ts";

let peer: ScriptedProvider;
let provider: OidcProvider;
const key = randomBytes(32).toString("base64");

beforeEach(async () => {
  handOn({
    APP_URL: "http://localhost:3000",
    NEXTAUTH_URL: "http://localhost:3000",
    SECRET_KEY: key,
    LOG_LEVEL: "error",
  });
  peer = await startScriptedProvider({ clientId: "us" });
  provider = { kind: "oidc", id: "acme", label: "Acme", issuer: peer.url, clientId: "us", clientSecret: "secret" };
});
afterEach(() => peer.close());

async function begun(of: OidcProvider = provider, isProofWanted = false): Promise<Begun> {
  const result = await beginHandshake(of, { isProofWanted });
  if (!result.ok) throw new Error(result.refusals[0].code);
  return result.value;
}

const headerOf = ({ cookies }: Begun) => cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
const nonceOf = ({ authorizationUrl }: Begun) => new URL(authorizationUrl).searchParams.get("nonce");

async function finished(
  start: Begun,
  change: { query?: Record<string, string>; cookies?: string; by?: OidcProvider } = {},
) {
  const query = new URLSearchParams({ code: "the-code", state: start.state, ...change.query });
  const result = await finishHandshake(change.by ?? provider, {
    query,
    cookieHeader: change.cookies ?? headerOf(start),
  });
  return result.ok ? result.value : result.refusals[0].code;
}

describe("a handshake", () => {
  test("leads to the provider with state, nonce and a PKCE challenge, each as long as a secret", async () => {
    const url = new URL((await begun()).authorizationUrl);
    expect(url.origin + url.pathname).toBe(`${peer.url}/authorize`);
    const { state, nonce, code_challenge, ...rest } = Object.fromEntries(url.searchParams);
    for (const secret of [state, nonce, code_challenge]) expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(rest).toEqual({
      client_id: "us",
      code_challenge_method: "S256",
      redirect_uri: "http://localhost:3000/api/auth/callback/acme",
      response_type: "code",
      scope: "openid email profile",
    });
  });

  test("asks for proof anew where that is wanted", async () => {
    const url = new URL((await begun(provider, true)).authorizationUrl);
    expect(url.searchParams.get("max_age")).toBe("0");
  });

  test("ends with the person, the code exchanged with the verifier of the challenge", async () => {
    const start = await begun();
    peer.tell(await peer.idToken({ nonce: nonceOf(start) }));
    expect(await finished(start)).toMatchObject({ provider: "acme", subject: "subject-1" });
    const { form } = peer.asked.find(({ path }) => path === "/token") ?? {};
    const challenge = createHash("sha256")
      .update(form?.["code_verifier"] ?? "")
      .digest("base64url");
    expect(challenge).toBe(new URL(start.authorizationUrl).searchParams.get("code_challenge"));
    expect(form?.["redirect_uri"]).toBe("http://localhost:3000/api/auth/callback/acme");
  });

  test("keeps everything in cookies that tell nothing", async () => {
    const start = await begun();
    expect(start.cookies.map(({ name, maxAgeSeconds }) => [name, maxAgeSeconds])).toEqual([
      ["next-auth.state", 600],
      ["next-auth.pkce.code_verifier", 600],
      ["next-auth.nonce", 600],
    ]);
    expect(headerOf(start)).not.toContain(start.state);
  });
});

describe("a handshake is refused, and the code not even exchanged,", () => {
  const exchanges = () => peer.asked.filter(({ path }) => path === "/token");

  test.each([
    ["with another state", { query: { state: "A".repeat(43) } }],
    ["without state", { query: { state: "" } }],
    ["without cookies", { cookies: "" }],
    [
      "with cookies that are not ours",
      { cookies: "next-auth.state=x; next-auth.pkce.code_verifier=y; next-auth.nonce=z" },
    ],
  ])("%s", async (_what, change) => {
    expect(await finished(await begun(), change)).toBe("social_expired");
    expect(exchanges()).toEqual([]);
  });

  test("with any one of its cookies missing or of another handshake", async () => {
    const [start, other] = [await begun(), await begun()];
    for (const [index] of start.cookies.entries()) {
      const without = { ...start, cookies: start.cookies.toSpliced(index, 1) };
      expect(await finished(start, { cookies: headerOf(without) })).toBe("social_expired");
    }
    expect(await finished(start, { cookies: headerOf(other) })).toBe("social_expired");
    expect(exchanges()).toEqual([]);
  });

  test("when it was begun with another provider", async () => {
    const elsewhere = { ...provider, id: "other" };
    expect(await finished(await begun(elsewhere))).toBe("social_expired");
    expect(exchanges()).toEqual([]);
  });

  test("when the provider that sends the browser back names itself differently", async () => {
    const start = await begun();
    expect(await finished(start, { query: { iss: "http://127.0.0.1:1" } })).toBe("provider_refused");
    expect(exchanges()).toEqual([]);
  });
});

test("an ID token of another handshake ends nothing", async () => {
  const [start, other] = [await begun(), await begun()];
  peer.tell(await peer.idToken({ nonce: nonceOf(other) }));
  expect(await finished(start)).toBe("provider_refused");
});

test("a handshake begun before the keys were rotated ends well", async () => {
  const start = await begun();
  peer.tell(await peer.idToken({ nonce: nonceOf(start) }));
  handOn({ SECRET_KEY: `${randomBytes(32).toString("base64")},${key}` });
  expect(await finished(start)).toMatchObject({ subject: "subject-1" });
});

test("a handshake needs next-auth's own token where its client asks", async () => {
  const result = await beginHandshake(provider, { csrf: { cookie: "a|b", token: "a" } });
  expect(result.ok ? null : result.refusals[0].code).toBe("csrf_failed");
});
