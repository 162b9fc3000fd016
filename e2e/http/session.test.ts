import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, logIn } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const profile = "/api/v1/accounts/profile/";
const logout = "/api/v1/accounts/logout/";
const day = 86_400;

describe("the session cookie", () => {
  test("is 32 random bytes, kept from scripts and from other sites", async () => {
    const { person } = await activePerson(place, mailbox);
    const answer = await logIn(clientOf(place), person);
    const cookie = answer.setCookies.find((text) => text.startsWith("session="));
    expect(cookie).toMatch(/^session=[A-Za-z0-9_-]{43}; Path=\/; (Max-Age=\d+; )?HttpOnly; SameSite=Lax$/);
  });

  test("is kept by the server as a digest only", async () => {
    const { client, id } = await loggedInPerson(place, mailbox);
    const token = client.cookies.get("session")?.value ?? "";
    const sql = "SELECT encode(token_hash, 'hex') AS hash FROM sessions WHERE user_id = $1::uuid";
    const { hash } = await lookOne(place, sql, [id]);
    const digests = [Buffer.from(token, "base64url"), token].map((it) => createHash("sha256").update(it).digest("hex"));
    expect(digests).toContain(hash);
    const thief = clientOf(place);
    thief.cookies.put("session", Buffer.from(String(hash), "hex").toString("base64url"));
    expect((await thief.get(profile)).status).toBe(401);
  });

  test("planted before logging in is not adopted", async () => {
    const { person } = await activePerson(place, mailbox);
    const { client: attacker } = await loggedInPerson(place, mailbox);
    for (const planted of ["A".repeat(43), attacker.cookies.get("session")?.value ?? ""]) {
      const victim = clientOf(place);
      victim.cookies.put("session", planted);
      expect((await logIn(victim, person)).status).toBe(200);
      expect(victim.cookies.get("session")?.value).not.toBe(planted);
      expect((await victim.get(profile)).body).toMatchObject({ username: person.username });
    }
    expect((await attacker.get(profile)).body?.username).not.toBe(person.username);
  });

  test("is new after every login", async () => {
    const { client, person } = await loggedInPerson(place, mailbox);
    const first = client.cookies.get("session")?.value;
    await logIn(client, person);
    expect(client.cookies.get("session")?.value).not.toBe(first);
  });
});

describe("logging out", () => {
  test("ends the session for everybody who holds its cookie", async () => {
    const { client } = await loggedInPerson(place, mailbox);
    const thief = clientOf(place);
    thief.cookies.put("session", client.cookies.get("session")?.value ?? "");
    expect((await thief.get(profile)).status).toBe(200);
    const answer = await client.post(logout);
    expect([answer.status, answer.body]).toEqual([200, { detail: "Logout successful" }]);
    expect(answer.headers.get("clear-site-data")).toBe('"cache"');
    expect(client.cookies.get("session")).toBeNull();
    expect((await thief.get(profile)).status).toBe(401);
  });

  test("ends this session and no other", async () => {
    const { client, person } = await loggedInPerson(place, mailbox);
    const other = clientOf(place);
    await logIn(other, person);
    await client.post(logout);
    expect((await other.get(profile)).status).toBe(200);
  });

  test("by GET changes nothing", async () => {
    const { client } = await loggedInPerson(place, mailbox);
    await client.get("/logout", { headers: { accept: "text/html" } });
    await client.get(logout);
    await client.get("/api/auth/signout", { headers: { accept: "text/html" } });
    expect((await client.get(profile)).status).toBe(200);
  });
});

test("without a session the answer is 401, with the way to get one", async () => {
  for (const path of [profile, logout, "/api/v1/accounts/sessions/"]) {
    const answer = await clientOf(place).send(path === logout ? "POST" : "GET", path);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ detail: "Authentication credentials were not provided." });
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  }
});

describe("a session ends", () => {
  test.each([
    ["unused for seven days", `last_seen_at = now() - ${7 * day + 5} * interval '1 second'`],
    ["thirty days old", `created_at = now() - ${30 * day + 5} * interval '1 second'`],
    ["opened under an earlier state of the account", "security_version = security_version - 1"],
  ])("%s", async (_why, change) => {
    const { client, id } = await loggedInPerson(place, mailbox);
    await look(place, `UPDATE sessions SET ${change} WHERE user_id = $1::uuid`, [id]);
    expect((await client.get(profile)).status).toBe(401);
  });

  test("with the next request after its account is disabled", async () => {
    const { client, id } = await loggedInPerson(place, mailbox);
    await look(place, "UPDATE users SET disabled_at = now() WHERE id = $1::uuid", [id]);
    expect((await client.get(profile)).status).toBe(401);
  });
});

describe("the sessions of one account", () => {
  test("are twenty at most: the oldest goes", async () => {
    const { client, person, id } = await loggedInPerson(place, mailbox);
    const others = Array.from({ length: 20 }, () => clientOf(place));
    for (const other of others) await logIn(other, person);
    const { count } = await lookOne(place, "SELECT count(*)::int AS count FROM sessions WHERE user_id = $1::uuid", [
      id,
    ]);
    expect(count).toBe(20);
    expect((await client.get(profile)).status).toBe(401);
    expect((await others[0]?.get(profile))?.status).toBe(200);
  });

  test("are noted as seen every five minutes at most", async () => {
    const { client, id } = await loggedInPerson(place, mailbox);
    const seen = "SELECT last_seen_at::text AS at FROM sessions WHERE user_id = $1::uuid";
    const { at } = await lookOne(place, seen, [id]);
    await client.get(profile);
    expect(await lookOne(place, seen, [id])).toEqual({ at });
    await look(place, "UPDATE sessions SET last_seen_at = now() - interval '301 seconds' WHERE user_id = $1::uuid", [
      id,
    ]);
    await client.get(profile);
    const { is_now } = await lookOne(
      place,
      "SELECT last_seen_at > now() - interval '60 seconds' AS is_now FROM sessions WHERE user_id = $1::uuid",
      [id],
    );
    expect(is_now).toBe(true);
  });
});

describe("/api/auth/session", () => {
  test("tells who is logged in, and after the log-out nobody", async () => {
    const { client, person } = await loggedInPerson(place, mailbox);
    const copy = clientOf(place);
    copy.cookies.put("session", client.cookies.get("session")?.value ?? "");
    const answer = await client.get("/api/auth/session");
    expect(answer.body).toMatchObject({ user: { email: person.email } });
    expect(answer.headers.get("cache-control")).toMatch(/no-store/);
    await client.post(logout);
    for (const nobody of [client, copy, clientOf(place)]) {
      expect((await nobody.get("/api/auth/session")).body ?? {}).toEqual({});
    }
  });

  test("and its neighbours answer whatever stands in the address and in next-auth's own cookies", async () => {
    const { client } = await loggedInPerson(place, mailbox);
    const session = client.cookies.header() ?? "";
    const cookies = ["next-auth.callback-url=not a url", "next-auth.callback-url=%zz", "next-auth.csrf-token=%zz|x|y"];
    for (const cookie of cookies) {
      const sending = { headers: { cookie: `${cookie}; ${session}`, "content-type": "application/json" } };
      for (const path of ["session", "csrf", "providers"]) {
        const answer = await client.get(`/api/auth/${path}?callbackUrl=http://[&nextauth=x&error=x`, sending);
        expect([path, answer.status]).toEqual([path, 200]);
      }
      const out = await client.send("POST", "/api/auth/signout", { ...sending, text: "{" });
      expect([out.status, out.body]).toMatchObject([403, { code: "csrf_failed" }]);
    }
    expect((await client.get(profile)).status).toBe(200);
  });

  test("logs out by next-auth's own client as by ours, and leads only to places of ours", async () => {
    const { client, id } = await loggedInPerson(place, mailbox);
    const token = client.cookies.get("session")?.value ?? "";
    const { csrfToken } = (await client.get("/api/auth/csrf")).body;
    const answer = await client.post("/api/auth/signout", {
      csrfToken,
      callbackUrl: "https://evil.test",
      json: "true",
    });
    expect([answer.status, answer.body]).toEqual([200, { url: `${place.url}/` }]);
    expect(answer.headers.get("clear-site-data")).toBe('"cache"');
    expect(client.cookies.get("session")).toBeNull();
    client.cookies.put("session", token);
    expect((await client.get(profile)).status).toBe(401);
    const ended = "SELECT count(*)::int FROM account_events WHERE user_id = $1::uuid AND name = 'user_logged_out'";
    expect(await lookOne(place, ended, [id])).toEqual({ count: 1 });
  });
});

describe("the list of sessions", () => {
  test("marks the own one and ends another", async () => {
    const { client, person } = await loggedInPerson(place, mailbox);
    const other = clientOf(place);
    await logIn(other, person);
    const { body } = await client.get("/api/v1/accounts/sessions/");
    const list: { id: string; is_current: boolean }[] = Array.isArray(body) ? body : body.sessions;
    expect(list.filter((session) => session.is_current)).toHaveLength(1);
    const target = list.find((session) => !session.is_current)?.id;
    expect((await client.send("DELETE", `/api/v1/accounts/sessions/${target}/`)).status).toBe(200);
    expect((await other.get(profile)).status).toBe(401);
    expect((await client.get(profile)).status).toBe(200);
  });

  test("needs the password again after ten minutes, to end another's", async () => {
    const { client, person, id } = await loggedInPerson(place, mailbox);
    await logIn(clientOf(place), person);
    await look(
      place,
      "UPDATE sessions SET authenticated_at = now() - interval '601 seconds' WHERE user_id = $1::uuid",
      [id],
    );
    const stale = await client.send("DELETE", "/api/v1/accounts/sessions/");
    expect([stale.status, stale.body.code]).toEqual([403, "reauthentication_required"]);
    expect((await client.post("/api/v1/accounts/reauthenticate/", { password: person.password })).status).toBe(200);
    expect((await client.send("DELETE", "/api/v1/accounts/sessions/")).status).toBe(200);
  });

  test("does not reach a stranger's session", async () => {
    const [mine, theirs] = await Promise.all([loggedInPerson(place, mailbox), loggedInPerson(place, mailbox)]);
    const { id } = await lookOne(place, "SELECT id FROM sessions WHERE user_id = $1::uuid", [theirs.id]);
    expect((await mine.client.send("DELETE", `/api/v1/accounts/sessions/${id}/`)).status).toBe(404);
    expect((await theirs.client.get(profile)).status).toBe(200);
  });
});
