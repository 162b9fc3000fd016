import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Replicas, replicaClient, startReplicas } from "#e2e/faults/support/replicas.ts";
import { linkDoors } from "#e2e/http/link-deaths/link-doors.ts";
import type { Answer, Client } from "#e2e/support/api.ts";
import { signedLink } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { loggedInPerson, logIn, newPerson, pendingPerson, signUp, verify } from "#e2e/support/people.ts";

/** With the limits' own figures: what both count must be counted once. */
describe.skipIf(process.platform !== "linux")("the same request at two replicas at once", () => {
  let house: Replicas;
  beforeAll(async () => {
    house = await startReplicas({ RATE_LIMIT_SCALE: "1" });
    await Promise.all(house.replicas.map((replica) => replica.start()));
  });
  afterAll(() => house?.dispose());

  /** Their statuses, the lowest first. */
  const atBoth = async (ask: (client: Client, replica: 0 | 1) => Promise<Answer>): Promise<number[]> => {
    const answers = await Promise.all(([0, 1] as const).map((replica) => ask(replicaClient(house, replica), replica)));
    return answers.map(({ status }) => status).toSorted((a, b) => a - b);
  };

  test("gives a username to one of two who sign up with it, and mails each of them once", async () => {
    const people = [newPerson(), newPerson()] as const;
    const both = [people[0], { ...people[1], username: people[0].username }] as const;
    expect(await atBoth((client, replica) => signUp(client, both[replica]))).toEqual([201, 400]);
    const sql = "SELECT email FROM users WHERE username = $1";
    const { email } = await lookOne(house, sql, [people[0].username]);
    expect(await mailboxOf(house).all(String(email))).toHaveLength(1);
  });

  test("takes a link to confirm, and one to reset, once", async () => {
    const { fields } = await pendingPerson(house, mailboxOf(house));
    expect(await atBoth((client) => verify(client, fields))).toEqual([200, 400]);
    const reset = linkDoors(house).find(({ purpose }) => purpose === "reset-password");
    const link = await reset?.issue();
    const spend = (client: Client) =>
      client.post("/api/v1/accounts/reset-password/", { ...link?.fields, password: newPerson().password });
    expect(await atBoth(spend)).toEqual([200, 400]);
  });

  test("gives an address to one of two who confirm that it is theirs", async () => {
    const owners = [await loggedInPerson(house, mailboxOf(house)), await loggedInPerson(house, mailboxOf(house))];
    const { email } = newPerson();
    for (const { client } of owners) {
      expect((await client.post("/api/v1/accounts/register-email/", { email })).status).toBe(200);
    }
    const links = await Promise.all(owners.map(({ id }) => signedLink(house, id, { purpose: "email-change", email })));
    const confirm = (client: Client, replica: 0 | 1) =>
      client.post("/api/v1/accounts/verify-email/", { ...links[replica] });
    expect(await atBoth(confirm)).toEqual([200, 400]);
    expect(await look(house, "SELECT 1 FROM users WHERE email = $1", [email])).toHaveLength(1);
  });

  test("counts failed logins together", async () => {
    const { person } = await loggedInPerson(house, mailboxOf(house));
    const wrong = { ...person, password: "wrong horse 7" };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      statuses.push(...(await atBoth((client) => logIn(client, wrong))));
    }
    expect(statuses.toSorted((a, b) => a - b)).toEqual([400, 400, 400, 400, 400, 429, 429, 429, 429, 429]);
  });

  test("sends the mail that it asked for once", async () => {
    const { person, fields } = await pendingPerson(house, mailboxOf(house));
    expect((await verify(replicaClient(house, 0), fields)).status).toBe(200);
    const ask = (client: Client) =>
      client.post("/api/v1/accounts/send-reset-password-link/", { login: person.username });
    expect(await atBoth(ask)).toEqual([200, 200]);
    const mails = await mailboxOf(house).all(person.email);
    expect(mails.map((mail) => linkIn(mail).pathname)).toEqual(["/verify-user", "/reset-password"]);
  });
});
