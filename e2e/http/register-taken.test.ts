import { describe, expect, test } from "vitest";
import { seenFromOutside } from "#e2e/support/answers.ts";
import { clientOf } from "#e2e/support/api.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson, pendingPerson, signUp } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const taken = { username: ["A user with that username already exists."] };

describe("an address that has an account", () => {
  test("gets the answer of a free one, in every part", async () => {
    const { person: owner } = await activePerson(place, mailbox);
    const free = await signUp(clientOf(place), newPerson());
    const other = newPerson({ email: owner.email });
    const secret = await signUp(clientOf(place), other);
    const without = (answer: typeof free) => {
      const { text: _text, ...seen } = seenFromOutside(answer);
      return { ...seen, keys: Object.keys(answer.body) };
    };
    expect(without(secret)).toEqual(without(free));
    expect(secret.body).toMatchObject({ username: other.username, email: owner.email });
  });

  test("is told so by mail, without a link to confirm anything", async () => {
    const { person: owner } = await activePerson(place, mailbox);
    await signUp(clientOf(place), newPerson({ email: owner.email }));
    const mail = await mailbox.take(owner.email);
    expect(mail.text).toMatch(/already/i);
    expect(() => linkIn(mail)).toThrow("0 links");
    await mailbox.expectNone(owner.email);
  });

  test("still holds the username of the sign-up, so that a second one learns nothing", async () => {
    const { person: owner } = await activePerson(place, mailbox);
    const secret = newPerson({ email: owner.email });
    await signUp(clientOf(place), secret);
    const free = newPerson();
    await signUp(clientOf(place), free);
    for (const { username } of [secret, free]) {
      expect((await signUp(clientOf(place), newPerson({ username }))).body).toEqual(taken);
    }
  });

  test("from the sixth pending row on, gets no more mail", async () => {
    const { email } = newPerson();
    for (let count = 0; count < 6; count += 1) {
      expect((await signUp(clientOf(place), newPerson({ email }))).status).toBe(201);
    }
    expect(await mailbox.all(email)).toHaveLength(5);
  });
});

describe("a username", () => {
  test.each([
    ["as it is", (name: string) => name],
    ["in capitals", (name: string) => name.toUpperCase()],
    ["in full-width letters", (name: string) => name.replace("kim", "ｋｉｍ")],
  ])("of an account is taken, written %s", async (_how, write) => {
    const { person } = await activePerson(place, mailbox);
    const answer = await signUp(clientOf(place), newPerson({ username: write(person.username) }));
    expect([answer.status, answer.body]).toEqual([400, taken]);
  });

  test("of a pending row is held until its link has died, and free afterwards", async () => {
    const { person, id } = await pendingPerson(place, mailbox);
    expect((await signUp(clientOf(place), newPerson({ username: person.username }))).body).toEqual(taken);
    await look(place, "UPDATE users SET link_expires_at = now() - interval '1 second' WHERE id = $1::uuid", [id]);
    const answer = await signUp(clientOf(place), newPerson({ username: person.username }));
    expect(answer.status).toBe(201);
    expect(await look(place, "SELECT id FROM users WHERE id = $1::uuid", [id])).toEqual([]);
  });

  test("asked for by many at once goes to one of them, without a server error", async () => {
    const { username } = newPerson();
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => signUp(clientOf(place), newPerson({ username }))),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 15 }, () => 400)]);
    const rows = await look(place, "SELECT id FROM users WHERE username = $1", [username]);
    expect(rows).toHaveLength(1);
  });
});

test("beside a taken username, whoever signs up at the same moment is signed up, and gets one mail", async () => {
  const { person } = await activePerson(place, mailbox);
  const people = Array.from({ length: 12 }, (_, at) => newPerson(at % 4 === 1 ? { username: person.username } : {}));
  const answers = await Promise.all(people.map((one) => signUp(clientOf(place), one)));
  expect(answers.map(({ status }) => status)).toEqual(people.map((_, at) => (at % 4 === 1 ? 400 : 201)));
  for (const [at, { email }] of people.entries()) expect(await mailbox.all(email)).toHaveLength(at % 4 === 1 ? 0 : 1);
});

describe("the same browser registering again", () => {
  test("with the same values gets the same row, and no second mail", async () => {
    const { person, client, id } = await pendingPerson(place, mailbox);
    const again = await signUp(client, person);
    expect([again.status, again.body.id]).toEqual([201, id]);
    expect(await look(place, "SELECT id FROM users WHERE username = $1", [person.username])).toHaveLength(1);
  });

  test("with other values replaces its own pending row", async () => {
    const { person, client, id } = await pendingPerson(place, mailbox);
    const other = newPerson({ username: person.username });
    const again = await signUp(client, other);
    expect(again.status).toBe(201);
    const rows = await look(place, "SELECT id, email FROM users WHERE username = $1", [person.username]);
    expect(rows).toEqual([{ id: again.body.id, email: other.email }]);
    expect(await look(place, "SELECT id FROM users WHERE id = $1::uuid AND email = $2", [id, person.email])).toEqual(
      [],
    );
  });
});
