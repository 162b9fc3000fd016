import { describe, expect, test } from "vitest";
import { seenFromOutside } from "#e2e/support/answers.ts";
import { type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson, pendingPerson, verify } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const sent = { detail: "Verification email sent if the account exists and is not verified" };

function resend(fields: Fields, client: Client = clientOf(place)) {
  return client.post("/api/v1/accounts/resend-verification/", fields);
}

/** Lets a pending row's mails of the last minute be older, so that the next one is not merged with them. */
async function ageMails(id: string): Promise<void> {
  const sql = `UPDATE pgboss.job SET created_on = created_on - interval '3 minutes',
    singleton_on = singleton_on - interval '3 minutes' WHERE name = 'mail' AND data->>'userId' = $1`;
  await look(place, sql, [id]);
}

describe("asking for the verification mail again", () => {
  test.each(["email", "login"])("by %s sends a link that works", async (field) => {
    const { person, id } = await pendingPerson(place, mailbox);
    await ageMails(id);
    const answer = await resend({ [field]: field === "email" ? person.email : person.username });
    expect([answer.status, answer.body]).toEqual([200, sent]);
    const fields = fieldsOf(linkIn(await mailbox.take(person.email)));
    expect(fields.user_id).toBe(id);
    expect((await verify(clientOf(place), fields)).status).toBe(200);
  });

  test("leaves the earlier link alive: it is the same state and the same address", async () => {
    const { person, id, fields } = await pendingPerson(place, mailbox);
    await ageMails(id);
    await resend({ email: person.email });
    await mailbox.take(person.email);
    expect((await verify(clientOf(place), fields)).status).toBe(200);
  });

  test("goes to the row of the browser that signed up, also when another row has the address", async () => {
    const first = await pendingPerson(place, mailbox);
    await pendingPerson(place, mailbox, { email: first.person.email });
    await ageMails(first.id);
    await resend({ email: first.person.email }, first.client);
    const link = fieldsOf(linkIn(await mailbox.take(first.person.email)));
    expect(link.user_id).toBe(first.id);
  });

  test("looks the same for nobody, for an account, and for a pending row, and mails only the last", async () => {
    const [active, pending] = await Promise.all([activePerson(place, mailbox), pendingPerson(place, mailbox)]);
    await Promise.all([ageMails(active.id), ageMails(pending.id)]);
    const nobody = newPerson();
    const answers = [];
    for (const { email } of [nobody, active.person, pending.person]) answers.push(await resend({ email }));
    for (const answer of answers) {
      expect(seenFromOutside(answer)).toEqual(answers[0] && seenFromOutside(answers[0]));
    }
    await mailbox.take(pending.person.email);
    await mailbox.expectNone(nobody.email);
    await mailbox.expectNone(active.person.email);
  });

  test("twice within a minute sends one mail", async () => {
    const { person, id } = await pendingPerson(place, mailbox);
    await ageMails(id);
    await Promise.all(Array.from({ length: 5 }, () => resend({ email: person.email })));
    await mailbox.take(person.email);
    await mailbox.expectNone(person.email);
  });

  test("for something that cannot be an address is answered like any other", async () => {
    const answer = await resend({ email: `${"x".repeat(20)}@nowhere` });
    expect([200, 400]).toContain(answer.status);
    expect((await resend({})).status).toBe(400);
  });
});
