import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { transact } from "#lib/db/unit.ts";
import { boss, startBoss } from "#lib/queue/boss.ts";
import { stopQueue } from "#lib/queue/stop.ts";
import type { Decide, QueuedMail } from "./delivery.ts";
import { listInbox } from "./inbox-reader.ts";
import { type MailJob, queueMail } from "./jobs.ts";
import {
  addressOf,
  age,
  jobsOf,
  makeRetriesDue,
  openQueue,
  passwordChanged,
  resetRequested,
  someMail,
  statesOf,
} from "./queue-stage.ts";
import { startMailWorker } from "./worker.ts";

const patience = { timeout: 15_000, interval: 20 };

// The transport is chosen once in a process, so both databases share one inbox.
const home = await mkdtemp(path.join(os.tmpdir(), "latchkey-queue-"));
const mailDirectory = path.join(home, "mail");
afterAll(() => rm(home, { recursive: true, force: true }));

const queue = (job: MailJob) => transact((unit) => queueMail(unit, job));
const inbox = async (to: string) => (await listInbox(mailDirectory, 10_000)).filter((mail) => mail.to === to);

/** Waits for the jobs of this user or text to be done, and tells how each ended. */
async function outcomes(job: MailJob): Promise<unknown[]> {
  await expect.poll(async () => (await statesOf(job)).every((state) => state === "completed"), patience).toBe(true);
  return (await jobsOf(job)).map(({ output }) => output);
}

// The real queue on both databases, the real worker, the real inbox; only what is due is decided by the test.
describe.each(["pglite", "postgres"] as const)("the queue of mails on %s", (kind) => {
  let decide: Decide;
  const stop: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const server = kind === "postgres" ? await startPostgres() : null;
    if (server) stop.unshift(() => server.stop());
    const settings = { DATA_DIR: home, MAIL_DIR: mailDirectory, DATABASE_URL: server?.url ?? "" };
    stop.unshift(await openQueue(settings, (mail) => decide(mail)));
  }, 60_000);

  afterAll(async () => {
    for (const end of stop.splice(0)) await end();
  }, 60_000);

  beforeEach(() => {
    decide = async (mail) => someMail(mail);
  });

  describe("a cause", () => {
    it("that is committed sends its mail once", async () => {
      const job = passwordChanged();
      await queue(job);
      expect(await outcomes(job)).toEqual([{ state: "sent" }]);
      expect(await inbox(job.to)).toHaveLength(1);
    });

    it("that is rolled back sends nothing", async () => {
      const job = passwordChanged();
      const cause = transact(async (unit) => {
        await queueMail(unit, job);
        throw new Error("rolled back");
      });
      await expect(cause).rejects.toThrow("rolled back");
      const other = passwordChanged();
      await queue(other);
      await outcomes(other);
      expect(await jobsOf(job)).toEqual([]);
      expect(await inbox(job.to)).toEqual([]);
    });

    it("for which no mail is due is done with", async () => {
      decide = async () => null;
      const job = resetRequested();
      await queue(job);
      expect(await outcomes(job)).toEqual([{ state: "nothing" }]);
    });
  });

  describe("a fault", () => {
    it("of one job does not stop the others", async () => {
      const broken = passwordChanged();
      decide = async (mail) => {
        if (addressOf(mail) === broken.to) throw new Error("always");
        return someMail(mail);
      };
      await boss().send("mail", { purpose: "verify-registration", userId: "no id" });
      await boss().send("mail", {});
      await queue(broken);
      const job = passwordChanged();
      await queue(job);
      expect(await outcomes(job)).toEqual([{ state: "sent" }]);
      await expect.poll(() => statesOf(broken), patience).toEqual(["retry"]);
    });

    it("that passes leads to the same mail: same id, same time of making", async () => {
      const seen: QueuedMail[] = [];
      const job = passwordChanged();
      decide = async (mail) => {
        if (addressOf(mail) === job.to && seen.push(mail) === 1) throw new Error("not now");
        return someMail(mail);
      };
      await queue(job);
      await expect.poll(() => statesOf(job), patience).toEqual(["retry"]);
      await makeRetriesDue();
      expect(await outcomes(job)).toEqual([{ state: "sent" }]);
      const [first, second] = seen;
      expect([first?.attempt, second?.attempt]).toEqual([0, 1]);
      expect({ ...second, attempt: 0 }).toEqual(first);
      const captured = (await inbox(job.to)).map(({ id, createdAt }) => [id, createdAt]);
      expect(captured).toEqual([[first?.mailId, first?.createdAt.toISOString()]]);
    });

    it("that hangs does not hold up the others", async () => {
      const { promise, resolve } = Promise.withResolvers<null>();
      const hanging = Array.from({ length: 5 }, passwordChanged);
      decide = async (mail) => (hanging.some(({ to }) => to === addressOf(mail)) ? promise : someMail(mail));
      for (const job of hanging) await queue(job);
      const states = async () => (await Promise.all(hanging.map(statesOf))).flat();
      await expect.poll(states, patience).toEqual(hanging.map(() => "active"));
      const job = passwordChanged();
      await queue(job);
      expect(await outcomes(job)).toEqual([{ state: "sent" }]);
      resolve(null);
      await Promise.all(hanging.map(outcomes));
    });

    it("that lasts is given up after 23 hours", async () => {
      const job = passwordChanged();
      let isBroken = true;
      decide = async (mail) => {
        if (isBroken) throw new Error("not now");
        return someMail(mail);
      };
      await queue(job);
      await expect.poll(() => statesOf(job), patience).toEqual(["retry"]);
      await age(job, 23 * 3_600 + 1);
      isBroken = false;
      await makeRetriesDue();
      expect(await outcomes(job)).toEqual([{ state: "abandoned" }]);
      expect(await inbox(job.to)).toEqual([]);
    });
  });

  it("tells the decider how it ended: sent, or too late for its link", async () => {
    const told: string[] = [];
    const settled = async (outcome: string) => void told.push(outcome);
    decide = async (mail) => ({ ...someMail(mail), settled });
    const inTime = passwordChanged();
    await queue(inTime);
    await outcomes(inTime);
    decide = async (mail) => {
      const [bornAt, expiresAt] = [-3_700_000, 3_500_000].map((ms) => new Date(mail.createdAt.getTime() + ms));
      return { ...someMail(mail), settled, ...(bornAt && expiresAt ? { bornAt, expiresAt } : {}) };
    };
    const tooLate = passwordChanged();
    await queue(tooLate);
    expect(await outcomes(tooLate)).toEqual([{ state: "abandoned" }]);
    expect(told).toEqual(["sent", "refused"]);
    expect(await inbox(tooLate.to)).toEqual([]);
  });

  it("lets a mail under way end when it stops, and sends the next when it is back", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    decide = async (mail) => {
      await promise;
      return someMail(mail);
    };
    const job = passwordChanged();
    await queue(job);
    await expect.poll(() => statesOf(job), patience).toEqual(["active"]);
    const stopped = stopQueue(5_000);
    resolve();
    await stopped;
    expect(await outcomes(job)).toEqual([{ state: "sent" }]);
    await startBoss();
    startMailWorker((mail) => decide(mail));
    const next = passwordChanged();
    await queue(next);
    expect(await outcomes(next)).toEqual([{ state: "sent" }]);
  });

  it.runIf(kind === "pglite")("takes up at once what a killed process had begun", async () => {
    const { promise, resolve } = Promise.withResolvers<null>();
    decide = () => promise;
    const job = passwordChanged();
    await queue(job);
    await expect.poll(() => statesOf(job), patience).toEqual(["active"]);
    decide = async (mail) => someMail(mail);
    // The dead process is played by a queue that everybody has forgotten and whose handler never ends.
    const dead = boss();
    Object.assign(globalThis, { [Symbol.for("latchkey.boss")]: undefined });
    await startBoss();
    startMailWorker((mail) => decide(mail));
    expect(await outcomes(job)).toEqual([{ state: "sent" }]);
    resolve(null);
    await dead.stop({ graceful: false });
  });
});
