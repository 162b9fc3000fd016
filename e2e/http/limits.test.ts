import { randomInt } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashRuns } from "#e2e/security/uniform/hash-runs.ts";
import { type Answer, clientOf } from "#e2e/support/api.ts";
import { signedLink } from "#e2e/support/links.ts";
import { newPerson } from "#e2e/support/people.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { expectThrottled, type LimitStage, newAddress, openLimitStage, times } from "./limits/stage.ts";

let stage: LimitStage;
beforeAll(async () => {
  stage = await openLimitStage();
});
afterAll(() => stage.app.dispose());

describe("failing logins", () => {
  test("of one name from one address are five in a quarter of an hour", async () => {
    const { username, password } = await stage.person();
    const address = newAddress();
    expect(await stage.fail(username, 5, () => ({ address }))).toEqual(times(5, 400));
    const seconds = expectThrottled(await stage.logIn(username, password, { address }));
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    expect((await stage.logIn(username, password)).status).toBe(200);
    await stage.pass("15 minutes");
    expect((await stage.logIn(username, password, { address })).status).toBe(200);
  });

  test("of one name from anywhere are ten, for names that nobody has alike", async () => {
    const { username, password } = await stage.person();
    for (const name of [username, newPerson().username, newPerson().email]) {
      expect(await stage.fail(name, 10)).toEqual(times(10, 400));
      expectThrottled(await stage.logIn(name, password));
    }
  });

  test("count together however the name is spelled, and at the other face", async () => {
    const { username, password, email } = await stage.person();
    for (const spellings of [
      [username, username.toUpperCase(), username.replace("kim", "ｋｉｍ")],
      [email, email.toUpperCase(), ` ${email} `],
    ]) {
      let turn = 0;
      const next = () => spellings[turn++ % spellings.length] ?? "";
      for (let count = 0; count < 9; count += 1)
        expect((await stage.logIn(next(), newPerson().password)).status).toBe(400);
      const headers = { "x-forwarded-for": newAddress() };
      const field = email === spellings[0] ? "email" : "username";
      const body = { [field]: next(), password: newPerson().password };
      expect((await clientOf(stage.app).post("/api/v1/auth/login/", body, { headers })).status).toBe(400);
      expectThrottled(await stage.logIn(next(), password));
    }
  });

  test("tell nobody which address belongs to which name", async () => {
    const [one, other] = [await stage.person(), await stage.person()];
    await stage.fail(one.username, 10);
    const own = await stage.logIn(one.email, newPerson().password);
    const foreign = await stage.logIn(other.email, newPerson().password);
    const nobodys = await stage.logIn(newPerson().email, newPerson().password);
    expect([own.status, foreign.status, nobodys.status]).toEqual([400, 400, 400]);
  });

  test("from one address are thirty, whatever the names; it is no matter for others", async () => {
    const address = newAddress();
    const statuses = [];
    for (let count = 0; count < 30; count += 1)
      statuses.push((await stage.fail(newPerson().username, 1, () => ({ address })))[0]);
    expect(statuses).toEqual(times(30, 400));
    expectThrottled(await stage.logIn(newPerson().username, "whatever it is", { address }));
    expect(await stage.fail(newPerson().username, 1)).toEqual([400]);
  });

  test("are counted by the network of an IPv6 address, since a client has all of it", async () => {
    let host = 0;
    const from = () => ({ address: `2001:db8:1:${randomPart}::${(host++).toString(16)}` });
    const randomPart = randomInt(65_536).toString(16);
    const { username } = newPerson();
    expect(await stage.fail(username, 5, from)).toEqual(times(5, 400));
    expectThrottled(await stage.logIn(username, "whatever it is", from()));
  });

  test("cannot be spread by writing other addresses into the headers", async () => {
    const address = newAddress();
    const { username } = newPerson();
    const spoofed = () => ({
      headers: {
        "x-forwarded-for": `${newAddress()}, ${address}`,
        "x-real-ip": newAddress(),
        "x-client-ip": newAddress(),
        forwarded: `for=${newAddress()}`,
      },
    });
    expect(await stage.fail(username, 5, spoofed)).toEqual(times(5, 400));
    expectThrottled(await stage.logIn(username, "whatever it is", spoofed()));
  });
});

describe("a success", () => {
  test("counts as no failure, however many there are", async () => {
    const { username, password } = await stage.person();
    const address = newAddress();
    for (let count = 0; count < 35; count += 1)
      expect((await stage.logIn(username, password, { address })).status).toBe(200);
    expect(await stage.fail(username, 5, () => ({ address }))).toEqual(times(5, 400));
  });

  test("does not wipe out what the same address has failed elsewhere", async () => {
    const { username, password } = await stage.person();
    const address = newAddress();
    for (let round = 0; round < 3; round += 1) {
      for (let count = 0; count < 10; count += 1) await stage.fail(newPerson().username, 1, () => ({ address }));
      await stage.logIn(username, password, { address });
    }
    expectThrottled(await stage.logIn(newPerson().username, "whatever it is", { address }));
  });
});

describe("a hundred failures in a row", () => {
  test("close the password path of a name for an hour at a time, for names nobody has alike; a reset opens it", async () => {
    const { username, email, password, id } = await stage.person();
    for (const name of [username, newPerson().username]) {
      for (let round = 0; round < 10; round += 1) {
        expect(await stage.fail(name, 10)).toEqual(times(10, 400));
        await stage.pass("15 minutes");
      }
      expect(expectThrottled(await stage.logIn(name, password))).toBe(3600);
    }
    const link = await signedLink(stage.app, id, { purpose: "reset-password" });
    const fresh = newPerson().password;
    expect((await stage.post("reset-password", { ...link, password: fresh })).status).toBe(200);
    expect((await stage.logIn(username, fresh)).status).toBe(200);
    expect((await stage.logIn(email, fresh)).status).toBe(200);
  });

  test("are judged passwords: what was throttled closes nothing for long", async () => {
    const { username, password } = await stage.person();
    await stage.fail(username, 120);
    await stage.pass("15 minutes");
    expect((await stage.logIn(username, password)).status).toBe(200);
  });

  test("do not lock out the browser that has logged in before", async () => {
    const { username, password, client } = await stage.loggedIn();
    await stage.fail(username, 120);
    expectThrottled(await stage.logIn(username, password));
    client.cookies.drop("session");
    expect((await stage.logIn(username, password, { client })).status).toBe(200);
  });
});

describe("a hundred failures on one account cost at most ten hashes over all processes,", () => {
  /** The processes of the hashes that a hundred failures cost, one for each hash. */
  async function hashesOf(send: (failure: (headers?: Record<string, string>) => Promise<Answer>) => Promise<Answer[]>) {
    const { username } = await stage.person();
    const before = hashRuns(stage.app).length;
    const answers = await send((headers = {}) => stage.logIn(username, newPerson().password, { headers }));
    // A gate that is crowded turns somebody away before the hash as well, and says when to come back.
    for (const { status, headers } of answers) {
      expect([400, 429, 503]).toContain(status);
      expect(headers.has("retry-after")).toBe(status !== 400);
    }
    return hashRuns(stage.app).slice(before);
  }

  test("when they come at once", async () => {
    const hashes = await hashesOf((failure) => Promise.all(Array.from({ length: 100 }, () => failure())));
    expect(hashes.length).toBeGreaterThan(0);
    expect(hashes.length).toBeLessThanOrEqual(10);
  });

  test("when they come one after the other, to each process in its turn", async () => {
    const hashes = await hashesOf(async (failure) => {
      const answers = [];
      // Who opens a new connection each time gets to the next process.
      for (let count = 0; count < 100; count += 1) answers.push(await failure({ connection: "close" }));
      return answers;
    });
    expect(hashes).toHaveLength(10);
    expect(new Set(hashes).size).toBe(currentDatabase() === "postgres" ? 2 : 1);
  });
});
