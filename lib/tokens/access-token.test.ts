import { type BinaryLike, createHmac, type KeyObject, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "#lib/db/new-id.ts";
import { handOn } from "#lib/env.ts";
import { derivedKeys } from "#lib/keys.ts";
import { accessTokenSeconds, readAccessToken, signAccessToken } from "./access-token.ts";

const keys = [randomBytes(32), randomBytes(32)].map((key) => key.toString("base64"));
const origin = "http://localhost:3999";
const grant = { userId: newId(), sessionId: newId(), securityVersion: 7n, issuedAt: 1_800_000_000 };

beforeAll(() => handOn({ APP_URL: origin, SECRET_KEY: keys.join(",") }));

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const payloadOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

/** A token of one's own making, with a genuine MAC unless another key is given. */
function forged(
  claims: object,
  header: object = { alg: "HS256", typ: "JWT" },
  key: BinaryLike | KeyObject = derivedKeys("access-token/v1")[0] ?? "",
) {
  const text = `${base64url(header)}.${base64url(claims)}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}

describe("an access token", () => {
  test("says whom and which session it is for, for five minutes, and nothing personal", async () => {
    const token = await signAccessToken(grant);
    expect(payloadOf(token)).toEqual({
      sub: grant.userId,
      sid: grant.sessionId,
      ver: 7,
      iat: grant.issuedAt,
      exp: grant.issuedAt + 300,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iss: origin,
      aud: origin,
    });
    expect(await readAccessToken(token)).toEqual({
      userId: grant.userId,
      sessionId: grant.sessionId,
      securityVersion: 7,
      issuedAt: grant.issuedAt,
      expiresAt: grant.issuedAt + accessTokenSeconds,
    });
  });

  test("of any of our keys is read, whichever signs now", async () => {
    const claims = payloadOf(await signAccessToken(grant));
    for (const key of derivedKeys("access-token/v1")) {
      expect(await readAccessToken(forged(claims, undefined, key))).not.toBeNull();
    }
  });

  test("is never the same twice", async () => {
    expect(await signAccessToken(grant)).not.toBe(await signAccessToken(grant));
  });
});

describe("what is no access token of ours is null:", () => {
  test.each([
    ["another issuer", { iss: "http://localhost:4000" }],
    ["another audience", { aud: "http://localhost:4000" }],
    ["a list of audiences", { aud: [origin] }],
    ["a longer life", { exp: grant.issuedAt + 301 }],
    ["no end", { exp: undefined }],
    ["a beginning that is no number", { iat: "1800000000" }],
    ["a user that is no id", { sub: "1 OR 1=1" }],
    ["no session", { sid: undefined }],
    ["no id of its own", { jti: undefined }],
  ])("%s", async (_what, change) => {
    const claims = payloadOf(await signAccessToken(grant));
    expect(await readAccessToken(forged({ ...claims, ...change }))).toBeNull();
  });

  test("a foreign algorithm, key, or a header that wants something", async () => {
    const claims = payloadOf(await signAccessToken(grant));
    const foreign = randomBytes(32);
    const [none, nothing] = [base64url({ alg: "none" }), base64url(claims)];
    const tokens = [
      `${none}.${nothing}.`,
      `${none}.${nothing}.${"A".repeat(43)}`,
      forged(claims, { alg: "none" }),
      forged(claims, { alg: "HS512" }),
      forged(claims, { alg: "RS256" }),
      forged(claims, { typ: "JWT" }),
      forged(claims, { alg: "HS256", crit: ["b64"], b64: false }),
      forged(claims, { alg: "HS256", jwk: { kty: "oct", k: foreign.toString("base64url") } }, foreign),
      forged(claims, { alg: "HS256" }, foreign),
      forged(claims, { alg: "HS256" }, derivedKeys("flash/v1")[0]),
      forged(claims, { alg: "HS256" }, new Uint8Array(Buffer.from(keys[0] ?? "", "base64"))),
    ];
    for (const token of tokens) expect(await readAccessToken(token)).toBeNull();
  });

  test("a genuine one with any one character changed, cut anywhere, or written longer", async () => {
    const token = await signAccessToken(grant);
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === "A" ? "B" : "A";
      expect(await readAccessToken(token.slice(0, index) + other + token.slice(index + 1))).toBeNull();
      expect(await readAccessToken(token.slice(0, index))).toBeNull();
    }
    for (const longer of [`${token}=`, `${token}A`, ` ${token}`, `${token}\n`, `${token}.`]) {
      expect(await readAccessToken(longer)).toBeNull();
    }
  });

  test.each([
    "",
    ".",
    "..",
    "...",
    "a.b.c",
    "a".repeat(1_000_000),
    `${"a".repeat(900)}.${"b".repeat(900)}.${"c".repeat(43)}`,
  ])("%.20s", async (text) => {
    expect(await readAccessToken(text)).toBeNull();
  });

  test("a payload that is no JSON, or no object", async () => {
    for (const payload of ["{", "null", "[]", "1", '"x"', "\u{ff}"]) {
      const text = `${base64url({ alg: "HS256" })}.${Buffer.from(payload, "latin1").toString("base64url")}`;
      const key = derivedKeys("access-token/v1")[0] ?? "";
      const mac = createHmac("sha256", key).update(text).digest("base64url");
      expect(await readAccessToken(`${text}.${mac}`)).toBeNull();
    }
  });
});
