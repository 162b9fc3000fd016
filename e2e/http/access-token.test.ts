import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { seenFromOutside } from "#e2e/support/answers.ts";
import { type Answer, clientOf } from "#e2e/support/api.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { loggedInPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { bearer, claimsOf, forgedToken, logInForTokens, personWithTokens, userBy } from "#e2e/support/tokens.ts";
import { nowSeconds } from "#lib/clock.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const profile = "/api/v1/accounts/profile/";
const verify = (token: unknown) => clientOf(place).post("/api/v1/auth/token/verify/", { token });
const notValid = { detail: "Token is invalid or expired", code: "token_not_valid" };

/** The same claims, so many seconds later. */
function shifted(claims: Readonly<Record<string, unknown>>, seconds: number) {
  return { ...claims, iat: Number(claims["iat"]) + seconds, exp: Number(claims["exp"]) + seconds };
}

/** Every method of both faces that needs a login and is open here: for reading, writing, and behind a fresh session. */
async function methodsBehindLogin(): Promise<readonly (readonly [path: string, method: string])[]> {
  const { body } = await clientOf(place).get("/api/openapi.json");
  const paths = Object.entries<Record<string, { "x-access"?: string }>>(body.paths);
  const all = paths.flatMap(([path, item]) =>
    Object.keys(item).map(
      (method) => [path.replace(/\{\w+\}/, "x"), method.toUpperCase(), item[method]?.["x-access"]] as const,
    ),
  );
  const isOpen = (path: string, method: string) =>
    !path.includes("social-") && !(path.endsWith("/connections/") && method === "POST");
  const found = all.filter(
    ([path, method, access]) => (access === "session" || access === "fresh") && isOpen(path, method),
  );
  expect(new Set(found.map(([path]) => path.split("/")[3]))).toEqual(new Set(["accounts", "auth"]));
  return found.map(([path, method]) => [path, method]);
}

describe("an access token", () => {
  test("names user and session, lives five minutes, and says nothing else", async () => {
    const { id, tokens } = await personWithTokens(place, mailbox);
    const { session } = await lookOne(place, "SELECT id AS session FROM sessions WHERE user_id = $1::uuid", [id]);
    const claims = claimsOf(tokens.access);
    expect(claims).toEqual({
      sub: id,
      sid: session,
      ver: expect.any(Number),
      iat: expect.any(Number),
      exp: Number(claims["iat"]) + 300,
      jti: expect.any(String),
      iss: place.url,
      aud: place.url,
    });
    const header = Buffer.from(tokens.access.split(".")[0] ?? "", "base64url").toString();
    expect(JSON.parse(header)).toEqual({ alg: "HS256", typ: "JWT" });
  });

  test("is taken by every endpoint of both faces, and beats the cookie", async () => {
    const { person, tokens } = await personWithTokens(place, mailbox);
    const { client } = await loggedInPerson(place, mailbox);
    for (const path of [profile, "/api/v1/accounts/sessions/", "/api/v1/auth/user/"]) {
      expect((await clientOf(place).get(path, bearer(tokens.access))).status).toBe(200);
    }
    expect((await client.get(profile, bearer(tokens.access))).body.username).toBe(person.username);
    expect((await client.get(profile, bearer("x"))).status).toBe(401);
    const sending = { fields: { first_name: "Kim" }, ...bearer(tokens.access) };
    expect((await clientOf(place).send("PATCH", profile, sending)).body.first_name).toBe("Kim");
  });

  test("is no session cookie, no API token, and no other kind of Bearer", async () => {
    const { tokens } = await personWithTokens(place, mailbox);
    const thief = clientOf(place);
    thief.cookies.put("session", tokens.access);
    expect((await thief.get(profile)).status).toBe(401);
    for (const authorization of [
      `Token ${tokens.access}`,
      `Basic ${tokens.access}`,
      tokens.access,
      `Bearer${tokens.access}`,
      `Bearer ${tokens.refresh}`,
      `Bearer latchkey_${tokens.access}`,
    ]) {
      expect((await clientOf(place).get(profile, { headers: { authorization } })).status).toBe(401);
    }
    for (const spelling of ["bearer", "BEARER"]) {
      const sending = { headers: { authorization: `${spelling}  ${tokens.access}` } };
      expect((await clientOf(place).get(profile, sending)).status).toBe(200);
    }
  });
});

test("a token that is forged, foreign, expired, of the future or damaged is 401, each like the other", async () => {
  const [{ tokens }, stranger] = await Promise.all([
    personWithTokens(place, mailbox),
    personWithTokens(place, mailbox),
  ]);
  const claims = claimsOf(tokens.access);
  const { access } = tokens;
  const [header = "", payload = "", signature = ""] = access.split(".");
  const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  const master = Buffer.from(place.secretKey, "base64");
  // The hand that signs them signs a good one, too.
  expect((await userBy(place, forgedToken(place, claims))).status).toBe(200);
  expect((await userBy(place, forgedToken(place, shifted(claims, 50)))).status).toBe(200);
  const bad = {
    "alg none": `${none}.${payload}.`,
    "alg none, signed": `${none}.${payload}.${signature}`,
    "alg HS512": forgedToken(place, claims, { header: { alg: "HS512" }, digest: "sha512" }),
    "alg HS512, signed as HS256": forgedToken(place, claims, { header: { alg: "HS512" } }),
    "alg RS256, signed as HS256": forgedToken(place, claims, { header: { alg: "RS256", typ: "JWT" } }),
    "a key's name": forgedToken(place, claims, { header: { alg: "HS256", typ: "JWT", kid: "../../dev/null" } }),
    "a key's address": forgedToken(place, claims, {
      header: { alg: "HS256", typ: "JWT", jku: "https://evil.example/" },
    }),
    "what must be understood": forgedToken(place, claims, { header: { alg: "HS256", typ: "JWT", crit: ["exp"] } }),
    "another type": forgedToken(place, claims, { header: { alg: "HS256", typ: "at+jwt" } }),
    "no type": forgedToken(place, claims, { header: { alg: "HS256" } }),
    "its own key": forgedToken(place, claims, {
      header: { alg: "HS256", jwk: { kty: "oct", k: "AAAA" } },
      key: Buffer.from("AAAA", "base64url"),
    }),
    "another key": forgedToken(place, claims, { key: randomBytes(32) }),
    "the master key": forgedToken(place, claims, { key: master }),
    "an empty key": forgedToken(place, claims, { key: new Uint8Array() }),
    "another issuer": forgedToken(place, { ...claims, iss: "https://evil.example" }),
    "another audience": forgedToken(place, { ...claims, aud: "https://evil.example" }),
    "no audience": forgedToken(place, { ...claims, aud: undefined }),
    expired: forgedToken(place, shifted(claims, -302)),
    "long expired": forgedToken(place, shifted(claims, -86_400)),
    // Made anew for each endpoint: half a minute later it is good.
    get "from the future"() {
      return forgedToken(place, shifted(claims, nowSeconds() - Number(claims["iat"]) + 90));
    },
    "not before tomorrow": forgedToken(place, { ...claims, nbf: Number(claims["iat"]) + 86_400 }),
    "a time in words": forgedToken(place, { ...claims, exp: String(claims["exp"]) }),
    "several audiences": forgedToken(place, { ...claims, aud: [place.url, "https://evil.example"] }),
    "without an end": forgedToken(place, { ...claims, exp: undefined }),
    "for ever": forgedToken(place, { ...claims, exp: 9_999_999_999 }),
    "another user": forgedToken(place, { ...claims, sub: claimsOf(stranger.tokens.access)["sub"] }),
    "another session": forgedToken(place, { ...claims, sid: randomUUID() }),
    "a session that is no id": forgedToken(place, { ...claims, sid: "' OR 1=1 --" }),
    cut: access.slice(0, -1),
    "cut in the middle": access.slice(0, access.length / 2),
    "without its signature": `${header}.${payload}.`,
    "signature of another": `${header}.${payload}.${stranger.tokens.access.split(".")[2]}`,
    padded: `${access}=`,
    endless: "a".repeat(12_000),
    "endless parts": `${header}.${"a".repeat(12_000)}.${signature}`,
  };
  const answers: [string, Answer][] = [];
  for (const [what, token] of Object.entries(bad)) answers.push([what, await userBy(place, token)]);
  const nobody = await clientOf(place).get("/api/v1/auth/user/");
  expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
  for (const [what, answer] of answers)
    expect([what, seenFromOutside(answer)]).toEqual([what, seenFromOutside(nobody)]);
  for (const [path, method] of await methodsBehindLogin()) {
    for (const [what, token] of Object.entries(bad)) {
      const { status } = await clientOf(place).send(method, path, {
        ...(method === "GET" ? {} : { fields: {} }),
        ...bearer(token),
      });
      expect([method, path, what, status]).toEqual([method, path, what, 401]);
    }
  }
  for (const [what, token] of Object.entries(bad)) {
    const answer = await verify(token);
    expect([what, answer.status, answer.body]).toEqual([what, 401, notValid]);
  }
  expect((await userBy(place, access)).status).toBe(200);
});

test("a token of a megabyte is refused before anybody reads it", async () => {
  expect((await verify("a".repeat(1_000_000))).status).toBe(413);
  expect((await userBy(place, "a".repeat(1_000_000)).catch(() => ({ status: 431 }))).status).toBe(431);
});

describe("token/verify/", () => {
  test("says whether a token would be taken, and spends nothing", async () => {
    const { tokens } = await personWithTokens(place, mailbox);
    for (const token of [tokens.access, tokens.refresh, tokens.access, tokens.refresh]) {
      const answer = await verify(token);
      expect([answer.status, answer.body]).toEqual([200, {}]);
    }
    const missing = await clientOf(place).post("/api/v1/auth/token/verify/", {});
    expect([missing.status, missing.body]).toEqual([400, { token: ["This field is required."] }]);
  });
});

describe("an access token dies with its session:", () => {
  test.each([
    ["when it is revoked", "DELETE FROM sessions WHERE user_id = $1::uuid"],
    ["when the account is disabled", "UPDATE users SET disabled_at = now() WHERE id = $1::uuid"],
    [
      "when the account's state moves on",
      "UPDATE users SET security_version = security_version + 1 WHERE id = $1::uuid",
    ],
    ["unused for a week", "UPDATE sessions SET last_seen_at = now() - interval '8 days' WHERE user_id = $1::uuid"],
    ["thirty days old", "UPDATE sessions SET created_at = now() - interval '31 days' WHERE user_id = $1::uuid"],
    ["when it is another kind of session", "UPDATE sessions SET kind = 'cookie' WHERE user_id = $1::uuid"],
  ])("%s", async (_when, sql) => {
    const { id, tokens } = await personWithTokens(place, mailbox);
    await look(place, sql, [id]);
    expect((await clientOf(place).get(profile, bearer(tokens.access))).status).toBe(401);
    expect((await verify(tokens.access)).status).toBe(401);
    expect((await verify(tokens.refresh)).status).toBe(401);
  });

  test("when it is ended from the list of another session", async () => {
    const { person, tokens } = await personWithTokens(place, mailbox);
    const other = await logInForTokens(place, person);
    const path = `/api/v1/accounts/sessions/${claimsOf(tokens.access)["sid"]}/`;
    expect((await clientOf(place).send("DELETE", path, bearer(other.access))).status).toBe(200);
    expect((await userBy(place, tokens.access)).status).toBe(401);
    expect((await userBy(place, other.access)).status).toBe(200);
  });

  test("when the other face logs out with it", async () => {
    const { tokens } = await personWithTokens(place, mailbox);
    expect((await clientOf(place).post("/api/v1/accounts/logout/", {}, bearer(tokens.access))).status).toBe(200);
    expect((await userBy(place, tokens.access)).status).toBe(401);
  });
});
