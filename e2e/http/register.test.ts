import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { newPerson, pendingPerson, registration, signUp } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const path = "/api/v1/accounts/register/";

describe("a registration", () => {
  test("answers 201 with the user object and nothing else", async () => {
    const person = newPerson();
    const answer = await signUp(clientOf(place), person, { first_name: "Kim", last_name: "Ålund" });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      username: person.username,
      first_name: "Kim",
      last_name: "Ålund",
      email: person.email,
    });
  });

  test("makes a pending row with an argon2id hash of the recommended cost", async () => {
    const person = newPerson();
    const { body } = await signUp(clientOf(place), person);
    const row = await lookOne(place, "SELECT status::text, email, password_hash FROM users WHERE id = $1::uuid", [
      body.id,
    ]);
    expect(row).toMatchObject({ status: "pending", email: person.email });
    expect(row["password_hash"]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("mails one verification link, with exactly the three parameters", async () => {
    const { link } = await pendingPerson(place, mailbox);
    expect(link.origin + link.pathname).toBe(`${place.url}/verify-user`);
    expect([...link.searchParams.keys()]).toEqual(["user_id", "timestamp", "signature"]);
    expect(link.searchParams.get("timestamp")).toMatch(/^\d{10}$/);
    expect(link.searchParams.get("signature")).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  test("keeps only a digest of the registrant cookie, which scripts cannot read", async () => {
    const answer = await signUp(clientOf(place), newPerson());
    const [cookie = "", ...others] = answer.setCookies;
    expect(others).toEqual([]);
    expect(cookie).toMatch(/^reg=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/);
    const value = cookie.slice(4, 47);
    const row = await lookOne(place, "SELECT encode(registrant_hash, 'hex') AS hash FROM users WHERE id = $1::uuid", [
      answer.body.id,
    ]);
    const digests = [Buffer.from(value, "base64url"), value].map((secret) =>
      createHash("sha256").update(secret).digest("hex"),
    );
    expect(digests).toContain(row["hash"]);
  });

  test.each(["json", "form", "multipart"] as const)("is taken as %s", async (as) => {
    const answer = await clientOf(place).post(path, registration(newPerson()), { as });
    expect(answer.status).toBe(201);
  });

  test.each([path, path.slice(0, -1)])("is taken at %s without a redirect", async (spelling) => {
    expect((await clientOf(place).post(spelling, registration(newPerson()))).status).toBe(201);
  });

  test("drops unknown and privileged fields", async () => {
    const id = "019a0000-0000-7000-8000-000000000000";
    const extra = {
      id,
      is_staff: true,
      is_active: true,
      status: "active",
      security_version: 9,
      emailVerifiedAt: "now",
    };
    const { body } = await signUp(clientOf(place), newPerson(), extra);
    expect(Object.keys(body)).toEqual(["id", "username", "first_name", "last_name", "email"]);
    expect(body.id).not.toBe(id);
    const row = await lookOne(
      place,
      "SELECT status::text, security_version::int AS version, email_verified_at FROM users WHERE id = $1::uuid",
      [body.id],
    );
    expect(row).toEqual({ status: "pending", version: 1, email_verified_at: null });
  });
});
