import { chmod } from "node:fs/promises";
import { afterEach, describe, expect, test } from "vitest";
import { canFakeClock, makeFakeClock } from "#e2e/faults/support/fake-clock.ts";
import { openServerStage, type ServerStage } from "#e2e/faults/support/own-server.ts";
import { type Replicas, replicaClient, startReplicas } from "#e2e/faults/support/replicas.ts";
import { type Client, clientOf } from "#e2e/support/api.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { logIn, newPerson, signUp, verify } from "#e2e/support/people.ts";
import { makeTempFolder, removeTempFolder } from "#e2e/support/temp-folder.ts";

const folders: string[] = [];
const newClock = async () => {
  const folder = await makeTempFolder();
  folders.push(folder);
  await chmod(folder, 0o755);
  return makeFakeClock(folder);
};

describe.skipIf(!canFakeClock)("one replica's clock that is wrong (needs the package libfaketime)", () => {
  let house: Replicas;
  afterEach(async () => {
    await house?.dispose();
    for (const folder of folders.splice(0)) await removeTempFolder(folder);
  });

  test("changes nothing for links, sessions and limits, which go by the database's", async () => {
    house = await startReplicas();
    const clock = await newClock();
    const [wrong, right] = house.replicas;
    await Promise.all([wrong.start(clock.environment), right.start()]);
    const mailbox = mailboxOf(house);
    const at = (client: Client, replica: 0 | 1) => replicaClient(house, replica, client);
    for (const offset of ["+10m", "-10m", "+1h", "-1h"]) {
      await clock.set(offset);
      for (const [asked, used] of [
        [0, 1],
        [1, 0],
      ] as const) {
        const [client, person] = [clientOf(house), newPerson()];
        expect((await signUp(at(client, asked), person)).status).toBe(201);
        const link = fieldsOf(linkIn(await mailbox.take(person.email)));
        expect([offset, asked, (await verify(at(client, used), link)).status]).toEqual([offset, asked, 200]);
        expect((await logIn(at(client, asked), person)).status).toBe(200);
        expect((await at(client, used).get("/api/v1/accounts/profile/")).status).toBe(200);
        expect((await at(client, asked).get("/account")).status).toBe(200);
      }
    }
    expect(house.logs()).not.toMatch(/"status":5\d\d/);
    const logged = [...house.logs().matchAll(/"time":"([^"]+)"/g)].map(([, time = ""]) => Date.parse(time));
    expect(Math.max(...logged) - Date.now(), "the clock was wrong").toBeGreaterThan(50 * 60_000);
  });
});

describe.skipIf(!canFakeClock)("the database's clock that jumps back (needs the package libfaketime)", () => {
  let stage: ServerStage;
  afterEach(async () => {
    await stage?.end();
    for (const folder of folders.splice(0)) await removeTempFolder(folder);
  });

  test("leaves sessions alive, makes no negative wait, and what is asked for afterwards works", async () => {
    const clock = await newClock();
    stage = await openServerStage({ environment: clock.environment }, { RATE_LIMIT_SCALE: "1" });
    const early = await stage.witness.signUp();
    if (!early) throw new Error("the registration was not acknowledged");
    const mail = await stage.api.take(early.person.email);
    expect((await verify(early.client, fieldsOf(linkIn(mail)))).status).toBe(200);
    expect((await logIn(early.client, early.person)).status).toBe(200);
    await clock.set("-1h");
    expect((await early.client.get("/api/v1/accounts/profile/")).status).toBe(200);
    const late = await stage.witness.signUp();
    if (!late) throw new Error("the registration was not acknowledged");
    const fresh = await stage.api.take(late.person.email);
    expect((await verify(late.client, fieldsOf(linkIn(fresh)))).status).toBe(200);
    const client = stage.witness.client();
    for (let attempt = 0; attempt < 12; attempt += 1)
      await logIn(client, { ...late.person, password: "wrong horse 7" });
    const limited = stage.witness.answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(0);
    for (const { retryAfter } of limited) expect(retryAfter).toMatch(/^[1-9]\d*$/);
    await stage.keepsItsWord();
  });
});
