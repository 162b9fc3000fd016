import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "#lib/db/client.ts";
import { newId } from "#lib/db/new-id.ts";
import { openOwnDatabase } from "#lib/db/own-database.ts";
import { reserve } from "#lib/limits/reserve.ts";
import { setHashPlaces } from "#lib/passwords/hash.ts";
import { checkPassword } from "./check-password.ts";
import { login, loginAddressLimits, loginForTokens } from "./login.ts";

let close: (() => Promise<void>) | undefined;

beforeAll(async () => {
  close = await openOwnDatabase(null, { SECRET_KEY: randomBytes(32).toString("base64") });
  setHashPlaces(0);
}, 60_000);

afterAll(async () => {
  setHashPlaces(2);
  await close?.();
});

const requester = {
  from: { device: "", network: "" },
  ...{ registrantHash: null, deviceCookie: null, refreshCookie: null, newcomer: null },
  ...{ isOwnPage: false, address: "192.0.2.1", locale: "en" },
};

test("a password that finds no room for its hash is no failure, wherever it is asked for", async () => {
  const input = { login: "kim", password: "quiet-harbour-61" };
  // As the endpoint does before.
  const byAddress = loginAddressLimits.map((limit) => ({ limit, of: requester.address }));
  const logIn = (by: typeof login | typeof loginForTokens) => async () => {
    await reserve(byAddress);
    return by(input, requester);
  };
  const somebody = { userId: newId(), securityVersion: 1n };
  const asking = [logIn(login), logIn(loginForTokens), () => checkPassword(somebody, input.password)];
  for (const outcome of await Promise.allSettled(asking.map((ask) => ask())))
    expect(outcome).toMatchObject({ status: "rejected", reason: { name: "GateBusy" } });
  expect(await database().prisma.$queryRaw`SELECT count FROM limit_buckets WHERE count > 0`).toEqual([]);
});
