import { describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson, pendingPerson, signUp, verify } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const status = "/api/v1/accounts/registration-status/";

async function stateOf(client: Client, wanted: object): Promise<unknown> {
  return eventually(`the state ${JSON.stringify(wanted)}`, async () => {
    const { body } = await client.get(status);
    return JSON.stringify(body) === JSON.stringify(wanted) ? body : undefined;
  });
}

describe("registration-status, asked by the browser that signed up,", () => {
  test("tells when the mail is sent and when the address is confirmed, and opens no session", async () => {
    const { client, fields } = await pendingPerson(place, mailbox);
    await stateOf(client, { state: "waiting", mail: "sent" });
    await verify(clientOf(place), fields);
    await stateOf(client, { state: "confirmed", mail: "sent" });
    expect(client.cookies.get("session")).toBeNull();
  });

  test("tells nothing more about an address that has an account", async () => {
    const { person } = await activePerson(place, mailbox);
    const client = clientOf(place);
    await signUp(client, newPerson({ email: person.email }));
    await mailbox.take(person.email);
    await stateOf(client, { state: "waiting", mail: "sent" });
  });

  test("waits for ever when the row is gone or the cookie is unknown", async () => {
    const { client, id } = await pendingPerson(place, mailbox);
    await look(place, "DELETE FROM users WHERE id = $1::uuid", [id]);
    const stranger = clientOf(place);
    stranger.cookies.put("reg", "A".repeat(43));
    for (const asking of [client, stranger]) {
      const answer = await asking.get(status);
      expect([answer.status, answer.body.state]).toEqual([200, "waiting"]);
    }
  });
});

describe("correcting the address of a registration", () => {
  const correct = (client: Client, email: unknown) => client.post("/api/v1/accounts/correct-registration/", { email });

  test("mails a working link to the new address and raises the version", async () => {
    const { client, id } = await pendingPerson(place, mailbox);
    const { email } = newPerson();
    expect((await correct(client, email)).status).toBe(200);
    const row = await lookOne(place, "SELECT email, security_version::int AS version FROM users WHERE id = $1::uuid", [
      id,
    ]);
    expect(row).toEqual({ email, version: 2 });
    const answer = await verify(client, fieldsOf(linkIn(await mailbox.take(email))));
    expect(answer.status).toBe(200);
  });

  test("works three times a row", async () => {
    const { client } = await pendingPerson(place, mailbox);
    for (const expected of [200, 200, 200, 400])
      expect((await correct(client, newPerson().email)).status).toBe(expected);
  });

  test("to an address that has an account looks like any other", async () => {
    const { person: owner } = await activePerson(place, mailbox);
    const { client } = await pendingPerson(place, mailbox);
    const secret = await correct(client, owner.email);
    // Before the next correction, which makes this one's mail stale where it has not left yet.
    const mail = await mailbox.take(owner.email);
    const free = await correct(client, newPerson().email);
    expect([secret.status, Object.keys(secret.body)]).toEqual([free.status, Object.keys(free.body)]);
    expect(() => linkIn(mail)).toThrow("0 links");
  });

  test("is for the browser that signed up, and for a pending row only", async () => {
    const { client, fields } = await pendingPerson(place, mailbox);
    expect((await correct(clientOf(place), newPerson().email)).status).toBeGreaterThanOrEqual(400);
    await verify(client, fields);
    expect((await correct(client, newPerson().email)).status).toBeGreaterThanOrEqual(400);
  });

  test("refuses what is no address", async () => {
    const { client } = await pendingPerson(place, mailbox);
    const answer = await correct(client, "kim");
    expect([answer.status, answer.body]).toEqual([400, { email: ["Enter a valid email address."] }]);
  });
});
