import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ScriptedProvider, startScriptedProvider } from "#e2e/support/scripted-provider.ts";
import { handOn } from "#lib/env.ts";
import { identify } from "./identify.ts";
import type { Proof } from "./proof.ts";
import type { GithubProvider } from "./provider.ts";

let peer: ScriptedProvider;
let provider: GithubProvider;

beforeEach(async () => {
  handOn({ APP_URL: "http://localhost:3000", LOG_LEVEL: "error" });
  peer = await startScriptedProvider({ clientId: "us" });
  const about = { kind: "github", id: "github", label: "GitHub", clientId: "us", clientSecret: "secret" } as const;
  provider = { ...about, url: peer.url, apiUrl: `${peer.url}/api` };
  peer.answer("/login/oauth/access_token", { body: { access_token: "token", token_type: "bearer" } });
  peer.answer("/api/user", { body: { id: 42, login: "kim", email: "profile@example.org" } });
  peer.answer("/api/user/emails", { body: [] });
});
afterEach(() => peer.close());

const byCode: Proof = {
  by: "code",
  code: "c",
  codeVerifier: "v",
  redirectUri: "http://localhost:3000/cb",
  nonce: null,
};
const resultOf = async (proof: Proof = byCode) => {
  const result = await identify(provider, proof);
  return result.ok ? result.value : result.refusals[0].code;
};

describe("GitHub by a code", () => {
  test("tells a person by their number, with verifier and secret sent along", async () => {
    expect(await resultOf()).toMatchObject({
      provider: "github",
      subject: "42",
      nickname: "kim",
      authenticatedAt: null,
    });
    expect(peer.asked[0]?.form).toMatchObject({
      client_id: "us",
      client_secret: "secret",
      code: "c",
      code_verifier: "v",
    });
    expect(peer.asked[1]?.authorization).toBe("Bearer token");
  });

  test.each([
    ["primary and verified", { primary: true, verified: true }, "kim@example.org"],
    ["primary alone", { primary: true, verified: false }, null],
    ["verified alone", { primary: false, verified: true }, null],
  ])("counts an address that is %s; the profile's never", async (_what, marks, email) => {
    peer.answer("/api/user/emails", { body: [{ email: "Kim@Example.org", ...marks }] });
    expect(await resultOf()).toMatchObject({ email });
  });

  test.each([
    ["no id", { login: "kim" }],
    ["an id that is no number", { id: "42" }],
    ["the id 0", { id: 0 }],
    ["an error with status 200", { message: "Bad credentials" }],
  ])("with %s is refused", async (_what, body) => {
    peer.answer("/api/user", { body });
    expect(await resultOf()).toBe("provider_refused");
  });

  test("that GitHub does not know is refused, though it says so with status 200", async () => {
    peer.answer("/login/oauth/access_token", { body: { error: "bad_verification_code", error_description: "x" } });
    expect(await resultOf()).toBe("provider_refused");
    peer.answer("/login/oauth/access_token", { body: { error: "incorrect_client_credentials" } });
    expect(await resultOf()).toBe("provider_unavailable");
  });
});

describe("GitHub by an access token", () => {
  const byToken: Proof = { by: "access_token", accessToken: "theirs" };
  const check = "/api/applications/us/token";

  test("asks whether the token was made for this application", async () => {
    peer.answer(check, { body: { app: { client_id: "us" }, user: { id: 42 } } });
    expect(await resultOf(byToken)).toMatchObject({ subject: "42" });
    expect(peer.asked[0]?.authorization).toBe(`Basic ${Buffer.from("us:secret").toString("base64")}`);
  });

  test.each([
    ["unknown there", { status: 404, body: {} }],
    ["for another application", { body: { app: { client_id: "them" }, user: { id: 42 } } }],
    ["of somebody else", { body: { app: { client_id: "us" }, user: { id: 43 } } }],
  ])("refuses a token that is %s", async (_what, script) => {
    peer.answer(check, script);
    expect(await resultOf(byToken)).toBe("provider_refused");
  });
});

test("GitHub takes no ID tokens", async () => {
  expect(await resultOf({ by: "id_token", idToken: "x" })).toBe("provider_refused");
});
