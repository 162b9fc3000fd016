import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { newId } from "#lib/db/new-id.ts";
import { openOwnDatabase } from "#lib/db/own-database.ts";
import { type Bucket, figureOf, reserve } from "./reserve.ts";

const inbox = (of: string): Bucket => ({ limit: "MAIL_INBOX", of });

describe.each(["pglite", "postgres"] as const)("what is counted by one statement, on %s", (kind) => {
  let close: (() => Promise<void>) | undefined;
  let most: number;

  beforeAll(async () => {
    close = await openOwnDatabase(kind === "postgres" ? await startPostgres() : null, {
      SECRET_KEY: randomBytes(32).toString("base64"),
    });
    most = figureOf("MAIL_INBOX").count;
  }, 60_000);
  afterAll(() => close?.(), 60_000);

  it("counts those who share a counter one after the other", async () => {
    const [one, other] = [newId(), newId()];
    const asks = Array.from({ length: most + 3 }, () => reserve([inbox(one)]));
    const alone = reserve([inbox(other)]);
    const answers = (await Promise.all(asks)).map(({ ok }) => ok);
    expect(answers).toEqual([...Array.from({ length: most }, () => true), false, false, false]);
    expect(await alone).toEqual({ ok: true });
  });

  it("goes on where others have counted, and they where it has", async () => {
    const of = newId();
    for (let count = 1; count < most; count += 1) expect((await reserve([inbox(of)])).ok).toBe(true);
    const [last, late] = await Promise.all([reserve([inbox(of)]), reserve([inbox(of)])]);
    expect(last).toEqual({ ok: true });
    expect(late).toMatchObject({ ok: false, limit: "MAIL_INBOX" });
    expect(await reserve([inbox(of)])).toMatchObject({ ok: false, limit: "MAIL_INBOX" });
  });

  it("asks for nothing where nothing is counted", async () => {
    expect(await Promise.all([reserve([]), reserve([])])).toEqual([{ ok: true }, { ok: true }]);
  });
});
