import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { discovery, type ScriptedProvider, startScriptedProvider } from "#e2e/support/scripted-provider.ts";
import { handOn } from "#lib/env.ts";
import { identify } from "./identify.ts";
import type { Proof } from "./proof.ts";
import type { OidcProvider } from "./provider.ts";

let peer: ScriptedProvider;
let provider: OidcProvider;

beforeEach(async () => {
  handOn({ APP_URL: "http://localhost:3000", LOG_LEVEL: "error" });
  peer = await startScriptedProvider({ clientId: "us" });
  provider = { kind: "oidc", id: "acme", label: "Acme", issuer: peer.url, clientId: "us", clientSecret: "s&cret" };
});
afterEach(() => peer.close());

const codeProof: Proof = {
  ...{ by: "code", code: "the-code", codeVerifier: "the-verifier" },
  ...{ redirectUri: "http://localhost:3000/cb", nonce: "n" },
};
const byToken = (idToken: string): Proof => ({ by: "id_token", idToken });
const codeOf = async (proof: Proof) => {
  const result = await identify(provider, proof);
  return result.ok ? result.value : result.refusals[0].code;
};

describe("a code", () => {
  test("is exchanged once, with verifier, redirect address and secret, for the person of a genuine ID token", async () => {
    const claims = { email: "Kim@Example.ORG", email_verified: true, given_name: "Kim", family_name: "Lee" };
    peer.tell(await peer.idToken({ nonce: "n", auth_time: 1_800_000_000, preferred_username: "kim", ...claims }));
    expect(await codeOf(codeProof)).toEqual({
      ...{ provider: "acme", subject: "subject-1", email: "kim@example.org" },
      ...{ firstName: "Kim", lastName: "Lee", nickname: "kim", authenticatedAt: 1_800_000_000 },
    });
    const exchanges = peer.asked.filter(({ path }) => path === "/token");
    expect(exchanges).toEqual([
      {
        path: "/token",
        method: "POST",
        authorization: `Basic ${Buffer.from("us:s%26cret").toString("base64")}`,
        form: {
          grant_type: "authorization_code",
          code: "the-code",
          code_verifier: "the-verifier",
          redirect_uri: "http://localhost:3000/cb",
        },
      },
    ]);
  });

  test("whose ID token tells no address takes it from userinfo of the same subject", async () => {
    peer.tell(await peer.idToken({ nonce: "n" }));
    const told = { sub: "subject-1", email: "kim@example.org", email_verified: true, auth_time: 1 };
    peer.answer("/userinfo", { body: told });
    expect(await codeOf(codeProof)).toMatchObject({ email: "kim@example.org", authenticatedAt: null });
    peer.answer("/userinfo", { body: { ...told, sub: "subject-2" } });
    expect(await codeOf(codeProof)).toBe("provider_refused");
  });

  test("with an ID token of another handshake is refused", async () => {
    for (const nonce of ["m", "", undefined]) {
      peer.tell(await peer.idToken({ nonce }));
      expect(await codeOf(codeProof)).toBe("provider_refused");
    }
  });

  test.each([
    ["an error with status 200", { body: { error: "invalid_grant" } }],
    ["an error beside tokens", { body: { error: "invalid_grant", id_token: "x", access_token: "y" } }],
    ["a refusal", { status: 400, body: { error: "invalid_grant" } }],
    ["no ID token", { body: { access_token: "y" } }],
    ["nothing", { body: {} }],
    ["a list", { body: [] }],
    ["text", { body: "ok" }],
  ])("answered with %s is refused", async (_what, script) => {
    peer.answer("/token", script);
    expect(await codeOf(codeProof)).toBe("provider_refused");
  });

  test.each([
    ["500", { status: 500, body: {} }],
    ["429", { status: 429, body: {} }],
    ["invalid_client: our settings are wrong", { status: 401, body: { error: "invalid_client" } }],
  ])("answered with %s says that the provider is away", async (_what, script) => {
    peer.answer("/token", script);
    expect(await codeOf(codeProof)).toBe("provider_unavailable");
  });
});

describe("an ID token", () => {
  test("is enough by itself, where it was made for us", async () => {
    expect(await codeOf(byToken(await peer.idToken()))).toMatchObject({ subject: "subject-1", email: null });
  });

  test.each([
    ["another audience", { aud: "them" }],
    ["us among several audiences, asked for by another", { aud: ["us", "them"], azp: "them" }],
    ["us among several audiences, asked for by nobody", { aud: ["us", "them"] }],
    ["no audience", { aud: undefined }],
    ["another issuer", { iss: "http://127.0.0.1:1" }],
    ["no issuer", { iss: undefined }],
    ["an end in the past", { exp: 1_600_000_000 }],
    ["no end", { exp: undefined }],
    ["a beginning in the future", { nbf: 4_000_000_000 }],
    ["no time of issue", { iat: undefined }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["a subject that is no word", { sub: "a b" }],
    ["a subject without end", { sub: "x".repeat(256) }],
  ])("with %s is refused", async (_what, claims) => {
    expect(await codeOf(byToken(await peer.idToken(claims)))).toBe("provider_refused");
  });

  test("with several audiences is taken where we asked for it", async () => {
    const idToken = await peer.idToken({ aud: ["us", "them"], azp: "us" });
    expect(await codeOf(byToken(idToken))).toMatchObject({ subject: "subject-1" });
  });

  test("without a signature, or signed with a secret instead of the provider's key, is refused", async () => {
    const [, payload = ""] = (await peer.idToken()).split(".");
    const part = (header: object) => Buffer.from(JSON.stringify(header)).toString("base64url");
    const signed = (key: string) => {
      const text = `${part({ alg: "HS256", kid: "honest" })}.${payload}`;
      return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
    };
    const tokens = [
      `${part({ alg: "none" })}.${payload}.`,
      `${part({ alg: "NONE" })}.${payload}.x`,
      signed("s&cret"),
      "",
    ];
    for (const idToken of tokens) expect(await codeOf(byToken(idToken))).toBe("provider_refused");
  });

  test("with a changed character, or signed by another provider, is refused", async () => {
    const idToken = await peer.idToken();
    const other = await startScriptedProvider({ clientId: "us" });
    const forged = [
      `${idToken.slice(0, -4)}AAAA`,
      idToken.replace(/\.(.)/, (_match, letter: string) => `.${letter === "e" ? "f" : "e"}`),
      await other.idToken({ iss: peer.url }),
      await other.idToken({ iss: peer.url }, { jku: `${other.url}/keys` }),
      "x".repeat(100_000),
    ];
    for (const text of forged) expect(await codeOf(byToken(text))).toBe("provider_refused");
    expect(other.asked).toEqual([]);
    await other.close();
  });

  test.each([false, "true", 1, null, undefined])("with email_verified %j tells no address", async (email_verified) => {
    const idToken = await peer.idToken({ email: "kim@example.org", email_verified });
    expect(await codeOf(byToken(idToken))).toMatchObject({ email: null });
  });

  test("tells no address and no names that our own forms would not take", async () => {
    const names = { given_name: "a\u202eb", family_name: 7, preferred_username: "x".repeat(500) };
    const idToken = await peer.idToken({ email: "kim@localhost", email_verified: true, ...names });
    expect(await codeOf(byToken(idToken))).toMatchObject({ email: null, firstName: "", lastName: "", nickname: "" });
  });
});

describe("an access token", () => {
  const proof: Proof = { by: "access_token", accessToken: "access" };

  test("is taken where introspection confirms that it was made for us", async () => {
    peer.answer("/introspect", { body: { active: true, client_id: "us", sub: "subject-1" } });
    peer.answer("/userinfo", { body: { sub: "subject-1", email: "kim@example.org", email_verified: true } });
    expect(await codeOf(proof)).toMatchObject({ subject: "subject-1", email: "kim@example.org" });
  });

  test.each([
    ["made for another client", { active: true, client_id: "them", sub: "subject-1" }],
    ["dead", { active: false }],
    ["of nobody's", {}],
    ["of somebody else", { active: true, client_id: "us", sub: "subject-2" }],
  ])("that introspection says is %s is refused", async (_what, body) => {
    peer.answer("/introspect", { body });
    peer.answer("/userinfo", { body: { sub: "subject-1" } });
    expect(await codeOf(proof)).toBe("provider_refused");
  });

  test("is refused where the provider confirms no audience", async () => {
    const { introspection_endpoint: _none, ...without } = discovery(peer.url);
    peer.answer("/.well-known/openid-configuration", { body: without });
    peer.answer("/userinfo", { body: { sub: "subject-1" } });
    expect(await codeOf(proof)).toBe("provider_refused");
    expect(peer.asked.map(({ path }) => path)).not.toContain("/userinfo");
  });

  test("of Google's kind is confirmed by its tokeninfo", async () => {
    provider = { ...provider, tokenInfoUrl: `${peer.url}/tokeninfo` };
    peer.answer("/userinfo", { body: { sub: "subject-1" } });
    peer.answer("/tokeninfo", { body: { aud: "us", sub: "subject-1" } });
    expect(await codeOf(proof)).toMatchObject({ subject: "subject-1" });
    for (const body of [{ aud: "them", sub: "subject-1" }, { aud: "us", sub: "subject-2" }, {}]) {
      peer.answer("/tokeninfo", { body });
      expect(await codeOf(proof)).toBe("provider_refused");
    }
  });
});

describe("what a provider says about itself", () => {
  const path = "/.well-known/openid-configuration";

  test.each([
    ["another issuer", { issuer: "http://127.0.0.1:1" }],
    ["an endpoint that is no address", { token_endpoint: "token" }],
    ["an endpoint on the open internet without TLS", { token_endpoint: "http://example.org/token" }],
    ["no keys", { jwks_uri: undefined }],
  ])("with %s is refused", async (_what, change) => {
    peer.answer(path, { body: { ...discovery(peer.url), ...change } });
    expect(await codeOf(byToken(await peer.idToken()))).toBe("provider_refused");
  });

  test("is asked for once, and again after a failure", async () => {
    peer.answer(path, { status: 503, body: {} });
    expect(await codeOf(byToken(await peer.idToken()))).toBe("provider_unavailable");
    peer.answer(path, { body: discovery(peer.url) });
    for (const _again of [1, 2])
      expect(await codeOf(byToken(await peer.idToken()))).toMatchObject({ provider: "acme" });
    expect(peer.asked.filter((asked) => asked.path === path)).toHaveLength(2);
    expect(peer.asked.filter((asked) => asked.path === "/keys")).toHaveLength(1);
  });

  test("by a redirect is not followed", async () => {
    peer.answer(path, (_asked, response) => response.writeHead(302, { location: `${peer.url}/elsewhere` }).end());
    expect(await codeOf(byToken(await peer.idToken()))).toBe("provider_unavailable");
    expect(peer.asked.map((asked) => asked.path)).not.toContain("/elsewhere");
  });
});
