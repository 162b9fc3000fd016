import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { nowSeconds } from "#lib/clock.ts";
import { database } from "#lib/db/client.ts";
import { newId } from "#lib/db/new-id.ts";
import { openOwnDatabase } from "#lib/db/own-database.ts";
import { transact } from "#lib/db/unit.ts";
import { signAccessToken } from "#lib/tokens/access-token.ts";
import { openJwtSession, openSession } from "./open-session.ts";
import { principalOf } from "./principal.ts";

/** How many statements reached the database while `work` ran. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { embedded } = database();
  const spy = embedded ? vi.spyOn(embedded, "query") : vi.spyOn(Client.prototype, "query");
  try {
    await work();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}

describe.each(["pglite", "postgres"] as const)("the principal of a request on %s", (kind) => {
  let close: (() => Promise<void>) | undefined;
  const userId = newId();
  const user = { userId, securityVersion: 1n, from: { device: "", network: "" } };
  let carriers: Readonly<Record<string, Headers>>;
  let jwtSessionId: string;

  beforeAll(async () => {
    close = await openOwnDatabase(kind === "postgres" ? await startPostgres() : null, {
      JWT_AUTH_COOKIE: "app-auth",
      SECRET_KEY: randomBytes(32).toString("base64"),
    });
    await database().prisma.user.create({ data: { id: userId, status: "active", email: "kim@example.org" } });
    carriers = await openSessions();
  }, 60_000);

  afterAll(() => close?.(), 60_000);

  async function openSessions() {
    const cookie = await transact((unit) => openSession(unit, { ...user, kind: "cookie" }));
    const token = await transact((unit) => openSession(unit, { ...user, kind: "token" }));
    jwtSessionId = (await transact((unit) => openJwtSession(unit, user))) ?? "";
    const access = await signAccessToken({ ...user, sessionId: jwtSessionId, issuedAt: nowSeconds() });
    return {
      "session cookie": new Headers({ cookie: `session=${cookie}` }),
      "API token": new Headers({ authorization: `Token ${token}` }),
      "access token": new Headers({ authorization: `Bearer ${access}` }),
      "access token's cookie": new Headers({ cookie: `app-auth=${access}` }),
    };
  }

  test("takes one statement, whatever carries the session", async () => {
    for (const [carrier, headers] of Object.entries(carriers)) {
      expect([carrier, await principalOf(headers)]).toMatchObject([carrier, { userId }]);
      expect([carrier, await statementsOf(() => principalOf(headers))]).toEqual([carrier, 1]);
    }
  });

  test("takes no statement where there is nothing to look up", async () => {
    const none = ["Bearer x", "Bearer a.b.c", "Token latchkey_x", "Basic eDp5", ""];
    const nobodies = [
      ...none.map((authorization) => new Headers({ authorization })),
      new Headers({ cookie: "session=x" }),
    ];
    for (const headers of nobodies) {
      expect(await statementsOf(async () => expect(await principalOf(headers)).toBeNull())).toBe(0);
    }
  });

  test("is nobody where the account has changed since its version was read: such a session is dead on arrival", async () => {
    const before = { ...user, securityVersion: 0n };
    const cookie = await transact((unit) => openSession(unit, { ...before, kind: "cookie" }));
    const token = await transact((unit) => openSession(unit, { ...before, kind: "token" }));
    const sessionId = (await transact((unit) => openJwtSession(unit, before))) ?? "";
    const access = await signAccessToken({ ...before, sessionId, issuedAt: nowSeconds() });
    for (const headers of [
      { cookie: `session=${cookie}` },
      { authorization: `Token ${token}` },
      { authorization: `Bearer ${access}` },
    ])
      expect(await principalOf(new Headers(headers))).toBeNull();
  });

  test("is judged by the database's clock: a token is good for five minutes, and one minute early", async () => {
    const ages = [
      [-55, true],
      [-65, false],
      [295, true],
      [301, false],
    ] as const;
    for (const [ageSeconds, isGood] of ages) {
      const token = await signAccessToken({ ...user, sessionId: jwtSessionId, issuedAt: nowSeconds() - ageSeconds });
      const principal = await principalOf(new Headers({ authorization: `Bearer ${token}` }));
      expect([ageSeconds, principal !== null]).toEqual([ageSeconds, isGood]);
    }
  });
});
