import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { newId } from "#lib/db/new-id.ts";
import { transact } from "#lib/db/unit.ts";
import { type MailJob, queueMail } from "./jobs.ts";
import { age, jobsOf, openQueue, passwordChanged, resetRequested, statesOf } from "./queue-stage.ts";

const queue = (job: MailJob) => transact((unit) => queueMail(unit, job));

describe.each(["pglite", "postgres"] as const)("merging of mail requests on %s", (kind) => {
  const stop: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), "latchkey-merging-"));
    stop.unshift(() => rm(home, { recursive: true, force: true }));
    const server = kind === "postgres" ? await startPostgres() : null;
    if (server) stop.unshift(() => server.stop());
    stop.unshift(await openQueue({ DATA_DIR: home, DATABASE_URL: server?.url ?? "" }, async () => null));
  }, 60_000);

  afterAll(async () => {
    for (const end of stop.splice(0)) await end();
  }, 60_000);

  it("makes one job of equal requests, whether the first is done or not", async () => {
    const job = resetRequested();
    await queue(job);
    await queue(job);
    await expect.poll(() => statesOf(job)).toEqual(["completed"]);
    await queue(job);
    expect(await jobsOf(job)).toHaveLength(1);
  });

  it("is no error: the transaction of the second request goes on", async () => {
    const job = resetRequested();
    await queue(job);
    const seen = await transact(async (unit) => {
      await queueMail(unit, job);
      return unit.tx.$queryRaw<unknown[]>`SELECT 1 AS one`;
    });
    expect(seen).toEqual([{ one: 1 }]);
  });

  it("makes one job of equal requests at once", async () => {
    const job = resetRequested();
    await Promise.all(Array.from({ length: 8 }, () => queue(job)));
    expect(await jobsOf(job)).toHaveLength(1);
  });

  it("works across the turn of a minute, and no longer than 60 seconds", async () => {
    const job = resetRequested();
    await queue(job);
    await age(job, 40);
    await queue(job);
    expect(await jobsOf(job)).toHaveLength(1);
    await age(job, 21);
    await queue(job);
    expect(await jobsOf(job)).toHaveLength(2);
  });

  it("keeps requests of another state or purpose apart", async () => {
    const userId = newId();
    const job: MailJob = { purpose: "verify-registration", userId, version: "1" };
    await queue(job);
    await queue({ purpose: "verify-registration", userId, version: "2" });
    await queue({ purpose: "reset-password", userId, version: "2" });
    expect(await jobsOf(job)).toHaveLength(3);
  });

  it("keeps requests from another browser or by another name apart", async () => {
    const login = `ada-${newId()}`;
    const job: MailJob = { purpose: "resend-requested", login };
    await queue(job);
    await queue({ purpose: "resend-requested", login, registrantHash: "aGFzaA" });
    await queue({ purpose: "reset-requested", login, by: "login" });
    await queue({ purpose: "reset-requested", login, by: "email" });
    expect(await jobsOf(job)).toHaveLength(4);
  });

  it("keeps no typed text in the key it merges by", async () => {
    const job = resetRequested();
    await queue(job);
    const [made] = await jobsOf(job);
    expect(made?.key).toMatch(/^[\w-]{43}$/);
  });

  it("never touches a notice", async () => {
    const job = passwordChanged();
    for (let time = 0; time < 3; time += 1) await queue(job);
    expect(await jobsOf(job)).toHaveLength(3);
  });
});
