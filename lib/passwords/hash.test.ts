import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { GateBusy } from "./gate.ts";
import {
  FLOOR_COST,
  hashGateState,
  hashIfRoom,
  hashPassword,
  hashRuns,
  needsRehash,
  setHashCost,
  setHashPlaces,
  verifyPassword,
} from "./hash.ts";

const password = "mollusc ferry quilt antenna";

async function runsOf(work: () => Promise<unknown>): Promise<number> {
  const before = hashRuns();
  await work();
  return hashRuns() - before;
}

describe("hashPassword", () => {
  test("makes an argon2id string of OWASP's cost, with 16 bytes of salt and 32 of tag", async () => {
    expect(await hashPassword(password)).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
  });

  test("never makes the same hash twice", async () => {
    expect(await hashPassword(password)).not.toBe(await hashPassword(password));
  });

  test("does not block the main thread", async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await Promise.all(Array.from({ length: 8 }, () => hashPassword(password)));
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  test.each([
    [1, 1],
    [2, 2],
    [8, 2],
  ])("a process with a share of %i cores runs %i at once", async (cores, atOnce) => {
    setHashPlaces(cores);
    const hashes = [1, 2, 3].map(() => hashPassword(password));
    expect(hashGateState()).toMatchObject({ running: atOnce, waiting: 3 - atOnce });
    await Promise.all(hashes);
  });

  test("a password that no policy lets through is not hashed", async () => {
    await expect(hashPassword("\ud800aaaaaaaaaaaa")).rejects.toThrow("refused before");
    await expect(hashPassword("x".repeat(1_025))).rejects.toThrow("refused before");
  });
});

describe("verifyPassword", () => {
  test.each([
    ["itself", password, password, true],
    ["another letter case", "CaseSensitivePhrase!", "casesensitivephrase!", false],
    ["spaces around it cut", " leading and trailing spaces ", "leading and trailing spaces", false],
    ["the composed spelling of an accent", "cafe\u0301 under the bridge", "caf\u00e9 under the bridge", true],
    ["fullwidth letters", "ｍｏｌｌｕｓｃ ferry", "mollusc ferry", true],
    ["its first 72 bytes", "ab3 ".repeat(64), "ab3 ".repeat(18), false],
    ["the part before a NUL", "nul\0byte in the middle", "nul", false],
    ["another half of a surrogate pair", "\ufffdaaaaaaaaaaaa", "\ud800aaaaaaaaaaaa", false],
    ["nothing", password, "", false],
  ])("%s", async (...[_what, stored, typed, matches]) => {
    expect(await verifyPassword(typed, await hashPassword(stored))).toBe(matches);
  });

  test.each<[string, string, string | null]>([
    ["an unknown account", password, null],
    ["an unusable hash", password, "!aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
    ["an empty hash", password, ""],
    ["a broken hash", password, "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA"],
    ["an unknown format", password, "md5$saltsalt$d5f64ad0a069831818c22030bbead398"],
    ["a password too long to exist", "x".repeat(1_025), null],
    ["half a surrogate pair", "\ud800", null],
    ["an empty password", "", null],
  ])("%s costs one run and is false", async (...[_what, typed, encoded]) => {
    expect(await runsOf(async () => expect(await verifyPassword(typed, encoded)).toBe(false))).toBe(1);
  });

  test("a right and a wrong password cost one run", async () => {
    const encoded = await hashPassword(password);
    expect(await runsOf(() => verifyPassword(password, encoded))).toBe(1);
    expect(await runsOf(() => verifyPassword("wrong", encoded))).toBe(1);
  });

  test("forty at once: as many as the gate holds are judged, the others are told to come back", async () => {
    const refusals: unknown[] = [];
    const tries = Array.from({ length: 40 }, () =>
      verifyPassword(password, null).catch((error: unknown) => void refusals.push(error)),
    );
    await turnOfTheLoop();
    // Later ones, on a machine that is busy, would be those who waited too long.
    expect(refusals).toEqual(Array.from({ length: 6 }, () => expect.any(GateBusy)));
    await Promise.all(tries);
  });
});

describe("a hash that can wait", () => {
  test("is not made while there is no room, and that is no error", async () => {
    const crowd = Array.from({ length: 34 }, () => verifyPassword(password, null));
    expect(await hashIfRoom(password)).toBeNull();
    // On a machine that is busy the last of them waited too long; nothing else may have become of them.
    const tired = (await Promise.allSettled(crowd)).filter(({ status }) => status === "rejected");
    expect(tired).toEqual(tired.map(() => ({ status: "rejected", reason: expect.any(GateBusy) })));
    expect(await hashIfRoom(password)).toMatch(/^\$argon2id\$/);
  });
});

describe("the cost of a hash", () => {
  afterEach(() => setHashCost(FLOOR_COST));

  test("less than OWASP's figures is refused", () => {
    expect(() => setHashCost({ ...FLOOR_COST, memoryKib: 19_455 })).toThrow("at least");
    expect(() => setHashCost({ ...FLOOR_COST, passes: 1 })).toThrow("at least");
    expect(() => setHashCost({ ...FLOOR_COST, memoryKib: 262_145 })).toThrow("at most");
  });

  test("a raised cost locks nobody out, and old hashes are made anew", async () => {
    const encoded = await hashPassword(password);
    expect(needsRehash(encoded)).toBe(false);
    setHashCost({ memoryKib: 20_480, passes: 3, lanes: 1 });
    expect(await verifyPassword(password, encoded)).toBe(true);
    expect(needsRehash(encoded)).toBe(true);
    expect(needsRehash(await hashPassword(password))).toBe(false);
  });

  test("a foreign hash is made anew", () => {
    expect(needsRehash("pbkdf2_sha256$260000$salt$RMDt/leS/BXFsRcC4cENGpyUurR67mlKORjMB4Wpwrc=")).toBe(true);
  });
});
