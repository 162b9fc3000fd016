import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { logInForTokens, personWithTokens, refresh, userBy } from "#e2e/support/tokens.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const notValid = { detail: "Token is invalid or expired", code: "token_not_valid" };

/** Makes a token look as if everything about it had happened so many seconds earlier. */
async function age(token: string, seconds: number): Promise<void> {
  const hash = createHash("sha256").update(token.replace("latchkey_refresh_", "")).digest("hex");
  const sql = `UPDATE refresh_tokens SET created_at = created_at - $2::int * interval '1 second',
    used_at = used_at - $2::int * interval '1 second' WHERE token_hash = decode($1, 'hex') RETURNING 1`;
  expect(await look(place, sql, [hash, seconds])).toHaveLength(1);
}

describe("a refresh token", () => {
  test("is exchanged for a new pair, and the access token made before stays good", async () => {
    const { tokens } = await personWithTokens(place, mailbox);
    const answer = await refresh(place, tokens.refresh);
    expect([answer.status, Object.keys(answer.body)]).toEqual([200, ["access", "refresh", "access_expiration"]]);
    expect(answer.body.refresh).not.toBe(tokens.refresh);
    expect(Date.parse(answer.body.access_expiration) - Date.now()).toBeGreaterThan(200_000);
    for (const access of [tokens.access, answer.body.access]) expect((await userBy(place, access)).status).toBe(200);
    expect((await refresh(place, answer.body.refresh)).status).toBe(200);
  });

  test("is kept as a digest only, and a digest is no token", async () => {
    const { id, tokens } = await personWithTokens(place, mailbox);
    const sql = `SELECT encode(r.token_hash, 'hex') AS hash FROM refresh_tokens r JOIN sessions s ON s.id = r.session_id
      WHERE s.user_id = $1::uuid`;
    const { hash } = await lookOne(place, sql, [id]);
    const secret = tokens.refresh.replace(/^latchkey_refresh_/, "");
    expect(hash).toBe(createHash("sha256").update(secret).digest("hex"));
    const stolen = Buffer.from(String(hash), "hex").toString("base64url");
    expect((await refresh(place, `latchkey_refresh_${stolen}`)).status).toBe(401);
  });

  test("again within ten seconds gives a sibling: two tabs refresh at once", async () => {
    const { tokens } = await personWithTokens(place, mailbox);
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(place, tokens.refresh)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.refresh)).size).toBe(8);
    await age(tokens.refresh, 2);
    expect((await refresh(place, tokens.refresh)).status).toBe(200);
    for (const { body } of answers) expect((await refresh(place, body.refresh)).status).toBe(200);
  });

  test("again later ends the whole session, for its thief and its owner, and no other session", async () => {
    const { person, id, tokens } = await personWithTokens(place, mailbox);
    const other = await logInForTokens(place, person);
    const next = (await refresh(place, tokens.refresh)).body;
    await age(tokens.refresh, 12);
    const replay = await refresh(place, tokens.refresh);
    expect([replay.status, replay.body]).toEqual([401, notValid]);
    expect((await refresh(place, next.refresh)).status).toBe(401);
    expect((await userBy(place, next.access)).status).toBe(401);
    expect((await userBy(place, other.access)).status).toBe(200);
    const sql =
      "SELECT detail->>'reason' AS reason FROM account_events WHERE user_id = $1::uuid AND name = 'session_revoked'";
    expect(await look(place, sql, [id])).toEqual([{ reason: "refresh_token_reused" }]);
  });

  test("again later, many times at once, is refused each time and ends the session once", async () => {
    const { id, tokens } = await personWithTokens(place, mailbox);
    await refresh(place, tokens.refresh);
    await age(tokens.refresh, 12);
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(place, tokens.refresh)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    const sql =
      "SELECT count(*)::int AS times FROM account_events WHERE user_id = $1::uuid AND name = 'session_revoked'";
    expect(await look(place, sql, [id])).toEqual([{ times: 1 }]);
  });

  test("lives a day, and dying unused ends nothing else", async () => {
    const { tokens } = await personWithTokens(place, mailbox);
    await age(tokens.refresh, 86_340);
    const next = (await refresh(place, tokens.refresh)).body;
    await age(next.refresh, 86_401);
    for (const _time of [1, 2]) {
      const answer = await refresh(place, next.refresh);
      expect([answer.status, answer.body]).toEqual([401, notValid]);
    }
    expect((await userBy(place, next.access)).status).toBe(200);
  });
});

test.each([
  ["nothing", undefined, 400],
  ["null", null, 400],
  ["an empty text", "", 400],
  ["a number", 7, 400],
  ["a word", "x", 401],
  ["the prefix alone", "latchkey_refresh_", 401],
  ["one that nobody made", `latchkey_refresh_${"A".repeat(43)}`, 401],
  ["an API token", `latchkey_${"A".repeat(43)}`, 401],
  ["a long text", "a".repeat(60_000), 401],
  ["a megabyte", "a".repeat(1_000_000), 413],
])("%s is no refresh token", async (_what, token, status) => {
  const answer = await clientOf(place).post("/api/v1/auth/token/refresh/", { refresh: token });
  expect(answer.status).toBe(status);
  if (status === 401) expect(answer.body).toEqual(notValid);
  if (status === 400) expect(Object.keys(answer.body)).toEqual(["refresh"]);
});

test("an access token is no refresh token", async () => {
  const { tokens } = await personWithTokens(place, mailbox);
  expect((await refresh(place, tokens.access)).status).toBe(401);
});
