import { describe, expect, test } from "vitest";
import { details, faults, seenFromOutside } from "#e2e/support/answers.ts";
import { clientOf, type Fields } from "#e2e/support/api.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson, pendingPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const post = (fields: Fields, client = clientOf(place)) => client.post("/api/v1/accounts/login/", fields);

describe("logging in", () => {
  test.each([
    ["username", (person: { username: string }) => person.username],
    ["username in capitals", (person: { username: string }) => person.username.toUpperCase()],
    ["address", (person: { email: string }) => person.email],
    ["address in capitals", (person: { email: string }) => person.email.toUpperCase()],
  ])("works by %s", async (_what, write: (person: { username: string; email: string }) => string) => {
    const { person } = await activePerson(place, mailbox);
    const client = clientOf(place);
    const answer = await post({ login: write(person), password: person.password }, client);
    expect([answer.status, answer.body]).toEqual([200, details.loggedIn]);
    expect((await client.get("/api/v1/accounts/profile/")).body).toMatchObject({ username: person.username });
  });

  test("takes the password as it was typed, spaces and capitals included", async () => {
    const { person } = await activePerson(place, mailbox, { password: " Quiet Harbour 7 " });
    expect((await post({ login: person.username, password: person.password })).status).toBe(200);
    expect((await post({ login: person.username, password: person.password.trim() })).status).toBe(400);
    expect((await post({ login: person.username, password: person.password.toLowerCase() })).status).toBe(400);
  });

  test.each([
    ["login", undefined, faults.required],
    ["password", undefined, faults.required],
    ["login", null, faults.null],
    ["password", ["x"], faults.notString],
    ["login", "", faults.blank],
    ["password", "", faults.blank],
  ])("with %s = %j is a field error", async (field, value, fault) => {
    const answer = await post({ login: "kim", password: "quiet-harbour", [field]: value });
    expect([answer.status, answer.body]).toEqual([400, { [field]: [fault] }]);
  });
});

describe("a refused login looks the same from outside", () => {
  test("for an unknown name, an unknown address, a wrong password, a disabled account and a pending address", async () => {
    const [known, disabled, pending] = await Promise.all([
      activePerson(place, mailbox),
      activePerson(place, mailbox),
      pendingPerson(place, mailbox),
    ]);
    await look(place, "UPDATE users SET disabled_at = now() WHERE id = $1::uuid", [disabled.id]);
    const nobody = newPerson();
    const refused = [
      { login: nobody.username, password: nobody.password },
      { login: nobody.email, password: nobody.password },
      { login: known.person.username, password: nobody.password },
      { login: known.person.email, password: nobody.password },
      { login: disabled.person.username, password: disabled.person.password },
      { login: pending.person.email, password: pending.person.password },
      { login: pending.person.username, password: nobody.password },
    ];
    const answers = await Promise.all(refused.map((fields) => post(fields)));
    expect([answers[0]?.status, answers[0]?.body]).toEqual([400, details.loginInvalid]);
    for (const answer of answers) expect(seenFromOutside(answer)).toEqual(answers[0] && seenFromOutside(answers[0]));
  });

  test("for an account without a password", async () => {
    const { person, id } = await activePerson(place, mailbox);
    await look(place, "UPDATE users SET password_hash = NULL WHERE id = $1::uuid", [id]);
    for (const password of [person.password, " ", "null"]) {
      expect((await post({ login: person.username, password })).body).toEqual(details.loginInvalid);
    }
  });
});

test("a pending account named by its username, with the right password, is told to confirm and mailed again", async () => {
  const { person, id, fields } = await pendingPerson(place, mailbox);
  // The first mail is a minute old, so that the new one is not merged with it.
  const age = `UPDATE pgboss.job SET created_on = created_on - interval '3 minutes',
    singleton_on = singleton_on - interval '3 minutes' WHERE name = 'mail' AND data->>'userId' = $1`;
  await look(place, age, [id]);
  const client = clientOf(place);
  const answer = await post({ login: person.username, password: person.password }, client);
  expect([answer.status, answer.body]).toEqual([400, details.loginUnverified]);
  expect(client.cookies.get("session")).toBeNull();
  expect(linkIn(await mailbox.take(person.email)).searchParams.get("user_id")).toBe(fields.user_id);
});
