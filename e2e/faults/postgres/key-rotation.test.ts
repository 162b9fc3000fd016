import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Replicas, replicaClient, startReplicas } from "#e2e/faults/support/replicas.ts";
import { account } from "#e2e/support/account-command.ts";
import { details } from "#e2e/support/answers.ts";
import type { Answer } from "#e2e/support/api.ts";
import { fieldsOf, type LinkFields } from "#e2e/support/links.ts";
import { linkIn, type Mailbox, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, logIn, newPerson, signUp } from "#e2e/support/people.ts";

const newKey = () => randomBytes(32).toString("base64");

/** Two replicas whose key is replaced while people ask one of them for links and use these at the other. */
describe.skipIf(process.platform !== "linux")("replacing the key of two replicas", () => {
  let house: Replicas;
  let mailbox: Mailbox;
  let old: string;

  beforeAll(async () => {
    house = await startReplicas();
    mailbox = mailboxOf(house);
    old = house.secretKey;
  });
  afterAll(() => house?.dispose());

  const at = (replica: 0 | 1) => replicaClient(house, replica);

  /** The link of somebody who signs up at one replica: which of the keys signed it, only its mail job's worker knows. */
  const freshLink = async (replica: 0 | 1): Promise<LinkFields> => {
    const person = newPerson();
    const { status } = await signUp(at(replica), person);
    if (status !== 201) throw new Error(`Signing up answered ${status}`);
    return fieldsOf(linkIn(await mailbox.take(person.email)));
  };
  const use = (replica: 0 | 1, link: LinkFields): Promise<Answer> =>
    at(replica).post("/api/v1/accounts/verify-registration/", link);

  /** Links asked for on both sides, each used on the other. The statuses. */
  const crossUse = async (): Promise<number[]> => {
    const statuses: number[] = [];
    for (const [asked, used] of [
      [0, 1],
      [1, 0],
      [0, 0],
      [1, 1],
    ] as const) {
      statuses.push((await use(used, await freshLink(asked))).status);
    }
    return statuses;
  };

  /** One replica after the other gets new keys; after each, links cross. Links from before are used at the end. */
  const roll = async (keys: string): Promise<number[]> => {
    const before = [await freshLink(0), await freshLink(1)];
    const statuses: number[] = [];
    for (const replica of house.replicas) {
      expect(await replica.stop()).toBe(0);
      await replica.start({ SECRET_KEY: keys });
      statuses.push(...(await crossUse()));
    }
    for (const link of before) statuses.push((await use(1, link)).status);
    return statuses;
  };
  const startBoth = (keys: string) => Promise.all(house.replicas.map((replica) => replica.start({ SECRET_KEY: keys })));
  const stopBoth = () => Promise.all(house.replicas.map((replica) => replica.stop()));

  test("in the order accept, sign, drop refuses no link and ends no session", async () => {
    const next = newKey();
    await startBoth(old);
    const loggedIn = await activePerson(house, mailbox);
    expect((await logIn(loggedIn.client, loggedIn.person)).status).toBe(200);
    const accepting = await roll(`${old},${next}`);
    const signing = await roll(`${next},${old}`);
    expect([...accepting, ...signing].filter((status) => status !== 200)).toEqual([]);
    await stopBoth();
    await startBoth(`${old},${next}`);
    const late = await freshLink(0);
    await stopBoth();
    await startBoth(next);
    const refused = await use(0, late);
    expect([refused.status, refused.body]).toEqual([400, details.invalidKey]);
    expect((await crossUse()).filter((status) => status !== 200)).toEqual([]);
    expect((await loggedIn.client.get("/api/v1/accounts/profile/")).status).toBe(200);
    old = next;
  });

  test("without the first step refuses links that are minutes old", async () => {
    const next = newKey();
    const statuses = await roll(`${next},${old}`);
    expect(statuses).toContain(400);
    old = next;
  });

  test("at once, with every version raised, ends every link and every session", async () => {
    const people = [await activePerson(house, mailbox), await activePerson(house, mailbox)];
    for (const { client, person } of people) expect((await logIn(client, person)).status).toBe(200);
    const link = await freshLink(0);
    await stopBoth();
    const next = newKey();
    const { code, text } = await account(house, "log-out-everybody", "--apply");
    expect([code, text]).toEqual([0, expect.stringMatching(/logged out: \d+ accounts/)]);
    await startBoth(next);
    expect((await use(0, link)).status).toBe(400);
    for (const { client, person } of people) {
      expect((await client.get("/api/v1/accounts/profile/")).status).not.toBe(200);
      expect((await logIn(client, person)).status).toBe(200);
    }
  });
});
