import { describe, expect, test } from "vitest";
import { faults, seenFromOutside } from "#e2e/support/answers.ts";
import { clientOf, type Fields } from "#e2e/support/api.ts";
import { signedLink } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, newPerson, type Person, pendingPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";
import { bearer, logInForTokens, personWithTokens, refresh, userBy } from "#e2e/support/tokens.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const auth = "/api/v1/auth";
const post = (path: string, fields: Fields, client = clientOf(place)) => client.post(`${auth}${path}`, fields);
const registration = ({ username, email, password }: Person, extra: Fields = {}) => ({
  username,
  email,
  password1: password,
  password2: password,
  ...extra,
});
const unable = { non_field_errors: ["Unable to log in with provided credentials."] };
const keyOf = (link: { user_id: string; timestamp: string; signature: string }) =>
  `${link.user_id}:${link.timestamp}:${link.signature}`;

describe("registration/", () => {
  test("mails the link and says so, whoever owns the address", async () => {
    const { person: owner } = await activePerson(place, mailbox);
    const person = newPerson();
    const answer = await post("/registration/", registration(person));
    expect([answer.status, answer.body]).toEqual([201, { detail: "Verification e-mail sent." }]);
    expect(linkIn(await mailbox.take(person.email)).searchParams.get("signature")).toHaveLength(43);
    const taken = await post("/registration/", registration(newPerson({ email: owner.email })));
    expect(seenFromOutside(taken)).toEqual(seenFromOutside(answer));
  });

  test("keeps neither names nor anything else that is not asked for", async () => {
    const person = newPerson();
    await post("/registration/", registration(person, { first_name: "Kim", is_staff: true, status: "active" }));
    const rows = await look(place, "SELECT status::text, first_name FROM users WHERE username = $1", [person.username]);
    expect(rows).toEqual([{ status: "pending", first_name: "" }]);
  });

  test.each([
    [{ username: undefined }, { username: [faults.required] }],
    [{ email: undefined }, { email: [faults.required] }],
    [{ email: "kim@" }, { email: ["Enter a valid email address."] }],
    [{ password1: null }, { password1: [faults.null] }],
    [{ password2: "" }, { password2: [faults.blank] }],
    [{ password2: "another-harbour-73" }, { non_field_errors: ["The two password fields didn't match."] }],
    [{ password1: "12345678", password2: "12345678" }, { password1: expect.arrayContaining([expect.any(String)]) }],
    [{ username: "admin" }, { username: ["This name is reserved and cannot be registered."] }],
  ])("with %j is refused in the words of the package", async (change, body) => {
    const answer = await post("/registration/", registration(newPerson(), change));
    expect([answer.status, answer.body]).toEqual([400, body]);
  });

  test("of a username that is taken is refused at its field", async () => {
    const { person } = await pendingPerson(place, mailbox);
    const answer = await post("/registration/", registration(newPerson({ username: person.username.toUpperCase() })));
    expect([answer.status, answer.body]).toEqual([400, { username: ["A user with that username already exists."] }]);
  });
});

describe("registration/verify-email/", () => {
  test("takes the link in one piece, once; every other key is not found", async () => {
    const { fields, id, person } = await pendingPerson(place, mailbox);
    const key = keyOf(fields);
    const expired = keyOf(await signedLink(place, id, { ageSeconds: 8 * 86_400 }));
    const otherPurpose = keyOf(await signedLink(place, id, { purpose: "reset-password" }));
    for (const bad of [expired, otherPurpose, `${key}x`, key.slice(1), "x", "a:b:c", ":::", "\u{1f600}"]) {
      const answer = await post("/registration/verify-email/", { key: bad });
      expect([answer.status, answer.body]).toEqual([404, { detail: "Not found." }]);
    }
    const answer = await post("/registration/verify-email/", { key });
    expect([answer.status, answer.body]).toEqual([200, { detail: "ok" }]);
    expect((await post("/registration/verify-email/", { key })).status).toBe(404);
    expect((await post("/login/", { username: person.username, password: person.password })).status).toBe(200);
  });

  test("demands a proof from our own pages, like the other face", async () => {
    const { fields } = await pendingPerson(place, mailbox);
    const sending = { headers: { origin: place.url, "sec-fetch-site": "same-origin" } };
    const answer = await clientOf(place).post(`${auth}/registration/verify-email/`, { key: keyOf(fields) }, sending);
    expect([answer.status, answer.body.code]).toEqual([400, "proof_required"]);
  });

  test("wants a key", async () => {
    expect((await post("/registration/verify-email/", {})).body).toEqual({ key: [faults.required] });
    expect((await post("/registration/verify-email/", { key: 7 })).body).toEqual({ key: [faults.notString] });
  });
});

test("registration/resend-email/ answers the same for everybody", async () => {
  const { person } = await pendingPerson(place, mailbox);
  const known = await post("/registration/resend-email/", { email: person.email });
  expect([known.status, known.body]).toEqual([200, { detail: "ok" }]);
  const unknown = await post("/registration/resend-email/", { email: newPerson().email });
  expect(seenFromOutside(unknown)).toEqual(seenFromOutside(known));
  expect((await post("/registration/resend-email/", {})).body).toEqual({ email: [faults.required] });
});

describe("login/", () => {
  test("answers tokens and the user, and opens no cookie session", async () => {
    const { person, id } = await activePerson(place, mailbox);
    const { username, email, password } = person;
    for (const names of [{ username }, { email }, { username, email }, { username: "", email }]) {
      const client = clientOf(place);
      const answer = await post("/login/", { ...names, password }, client);
      expect([answer.status, Object.keys(answer.body)]).toEqual([200, ["access", "refresh", "user"]]);
      expect(answer.body.user).toEqual({ pk: id, username, email, first_name: "", last_name: "" });
      expect(client.cookies.get("session")).toBeNull();
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  test("refuses an unknown name, a wrong password, a disabled account and a pending address alike", async () => {
    const [known, disabled, pending] = await Promise.all([
      activePerson(place, mailbox),
      activePerson(place, mailbox),
      pendingPerson(place, mailbox),
    ]);
    await look(place, "UPDATE users SET disabled_at = now() WHERE id = $1::uuid", [disabled.id]);
    const nobody = newPerson();
    const answers = await Promise.all([
      post("/login/", { username: nobody.username, password: nobody.password }),
      post("/login/", { email: nobody.email, password: nobody.password }),
      post("/login/", { username: known.person.username, password: nobody.password }),
      post("/login/", { username: disabled.person.username, password: disabled.person.password }),
      post("/login/", { email: pending.person.email, password: pending.person.password }),
    ]);
    expect([answers[0]?.status, answers[0]?.body]).toEqual([400, unable]);
    for (const answer of answers) expect(seenFromOutside(answer)).toEqual(answers[0] && seenFromOutside(answers[0]));
  });

  test("tells the holder of the right password of a pending account to confirm", async () => {
    const { person } = await pendingPerson(place, mailbox);
    const answer = await post("/login/", { username: person.username, password: person.password });
    expect([answer.status, answer.body]).toEqual([400, { non_field_errors: ["E-mail is not verified."] }]);
  });

  test("wants a name and a password", async () => {
    const nameless = { non_field_errors: ['Must include either "username" or "email" and "password".'] };
    expect((await post("/login/", { password: "x" })).body).toEqual(nameless);
    expect((await post("/login/", { username: "", email: " ", password: "x" })).body).toEqual(nameless);
    expect((await post("/login/", { username: "kim" })).body).toEqual({ password: [faults.required] });
    expect((await post("/login/", { email: "kim", password: "x" })).body).toEqual({
      email: ["Enter a valid email address."],
    });
  });
});

describe("user/", () => {
  test("changes names, and neither address, id nor flags", async () => {
    const { person, id, tokens } = await personWithTokens(place, mailbox);
    const fields = { username: person.username, first_name: "Kim", email: "other@example.org", pk: "x", id: "y" };
    const answer = await clientOf(place).send("PUT", `${auth}/user/`, { fields, ...bearer(tokens.access) });
    const { username, email } = person;
    expect([answer.status, answer.body]).toEqual([200, { pk: id, username, email, first_name: "Kim", last_name: "" }]);
    const patched = await clientOf(place).send("PATCH", `${auth}/user/`, {
      fields: { username: "admin" },
      ...bearer(tokens.access),
    });
    expect([patched.status, Object.keys(patched.body)]).toEqual([400, ["username"]]);
    expect((await userBy(place, tokens.access)).body.first_name).toBe("Kim");
  });

  test("serves the session cookie of the other face, too", async () => {
    const { client, person } = await loggedInPerson(place, mailbox);
    expect((await client.get(`${auth}/user/`)).body).toMatchObject({ username: person.username });
  });

  test("has no POST, and nobody's user object", async () => {
    const answer = await post("/user/", {});
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, PUT, PATCH, OPTIONS"]);
    expect((await clientOf(place).get(`${auth}/user/`)).status).toBe(401);
  });
});

describe("logout/", () => {
  test.each(["the access token", "the refresh token", "both"])("by %s ends the session behind both", async (by) => {
    const { person, tokens } = await personWithTokens(place, mailbox);
    const other = await logInForTokens(place, person);
    const fields = by === "the access token" ? {} : { refresh: tokens.refresh };
    const sending = by === "the refresh token" ? {} : bearer(tokens.access);
    const answer = await clientOf(place).post(`${auth}/logout/`, fields, sending);
    expect([answer.status, answer.body]).toEqual([200, { detail: "Successfully logged out." }]);
    expect((await userBy(place, tokens.access)).status).toBe(401);
    expect((await refresh(place, tokens.refresh)).status).toBe(401);
    expect((await userBy(place, other.access)).status).toBe(200);
  });

  test("is a success for whoever has nothing left to end", async () => {
    const answer = await post("/logout/", { refresh: "x" });
    expect([answer.status, answer.body]).toEqual([200, { detail: "Successfully logged out." }]);
  });
});

test.each(["registration/verify-email", "login", "token/verify", "token/refresh", "password/reset/confirm"])(
  "%s/ answers without its slash, and to a POST only",
  async (path) => {
    expect((await clientOf(place).post(`${auth}/${path}`, { x: 1 })).status).toBe(400);
    const wrong = await clientOf(place).get(`${auth}/${path}/`);
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
  },
);
