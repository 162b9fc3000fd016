import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startPostgres } from "#e2e/support/postgres.ts";
import { closeDatabase, database, openDatabase } from "#lib/db/client.ts";
import { newId } from "#lib/db/new-id.ts";
import { transact } from "#lib/db/unit.ts";
import { handOn } from "#lib/env.ts";
import { boss, startBoss, stopBoss } from "./boss.ts";
import type { Decide, Delivery, QueuedMail } from "./delivery.ts";
import { listInbox } from "./inbox-reader.ts";
import { type MailJob, queueMail } from "./jobs.ts";
import { wakeMailWorker } from "./wake.ts";
import { startMailWorker, stopMailWorker } from "./worker.ts";

// The transport is chosen once in a process, so both databases share one inbox.
const mailDirectory = await mkdtemp(path.join(os.tmpdir(), "latchkey-mails-"));
afterAll(() => rm(mailDirectory, { recursive: true, force: true }));

// The real queue on both databases, the real worker, the real inbox; only what is due is decided by the test.
describe.each(["pglite", "postgres"] as const)("the queue of mails on %s", (kind) => {
  let home: string;
  let decide: Decide;
  const stop: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), "latchkey-queue-"));
    stop.unshift(() => rm(home, { recursive: true, force: true }));
    const server = kind === "postgres" ? await startPostgres() : null;
    if (server) stop.unshift(() => server.stop());
    handOn({ DATA_DIR: home, MAIL_DIR: mailDirectory, DATABASE_URL: server?.url ?? "", LOG_LEVEL: "error" });
    await openDatabase();
    stop.unshift(closeDatabase);
    await startBoss();
    stop.unshift(() => stopBoss(1_000));
    await startMailWorker((mail) => decide(mail));
    stop.unshift(stopMailWorker);
  }, 60_000);

  afterAll(async () => {
    for (const end of stop.splice(0)) await end();
  }, 60_000);

  beforeEach(() => {
    decide = async (mail) => notice(addressOf(mail));
  });

  /** Waits for the jobs of this address or user to be done, and tells how each ended. */
  const outcomes = async (job: MailJob) => {
    const jobs = () => jobsOf(job);
    await expect.poll(async () => (await jobs()).every(({ state }) => state === "completed"), patience).toBe(true);
    return (await jobs()).map(({ output }) => output);
  };

  it("sends a committed mail once", async () => {
    const job = passwordChanged();
    await transact((unit) => queueMail(unit, job));
    expect(await outcomes(job)).toEqual([{ state: "sent" }]);
    expect(await inbox(job.to)).toHaveLength(1);
  });

  it("sends nothing when its cause is rolled back", async () => {
    const job = passwordChanged();
    const cause = transact(async (unit) => {
      await queueMail(unit, job);
      throw new Error("rolled back");
    });
    await expect(cause).rejects.toThrow("rolled back");
    const other = passwordChanged();
    await transact((unit) => queueMail(unit, other));
    await outcomes(other);
    expect(await jobsOf(job)).toEqual([]);
    expect(await inbox(job.to)).toEqual([]);
  });

  it("makes one mail of equal requests within a minute, one after the other", async () => {
    const job = resetRequested();
    await transact((unit) => queueMail(unit, job));
    await outcomes(job);
    const seen = await transact(async (unit) => {
      await queueMail(unit, job);
      // Merging is no error: the caller's transaction goes on.
      return unit.tx.$queryRaw<unknown[]>`SELECT 1 AS one`;
    });
    expect(seen).toEqual([{ one: 1 }]);
    expect(await outcomes(job)).toHaveLength(1);
  });

  it("makes one mail of equal requests at once", async () => {
    const job = resetRequested();
    await Promise.all(Array.from({ length: 8 }, () => transact((unit) => queueMail(unit, job))));
    expect(await outcomes(job)).toHaveLength(1);
  });

  it("merges across the turn of a minute, and no longer than 60 seconds", async () => {
    const job = resetRequested();
    const again = () => transact((unit) => queueMail(unit, job));
    await again();
    await outcomes(job);
    await age(job, 40);
    await again();
    expect(await outcomes(job)).toHaveLength(1);
    await age(job, 21);
    await again();
    expect(await outcomes(job)).toHaveLength(2);
  });

  it("keeps requests of another state, text or browser apart", async () => {
    const userId = newId();
    const login = `ada-${newId()}`;
    const jobs: MailJob[] = [
      { purpose: "verify-registration", userId, version: "1" },
      { purpose: "verify-registration", userId, version: "2" },
      { purpose: "reset-password", userId, version: "2" },
      { purpose: "resend-requested", login },
      { purpose: "resend-requested", login, registrantHash: "aGFzaA" },
    ];
    for (const job of jobs) await transact((unit) => queueMail(unit, job));
    const made = await Promise.all([...jobs.slice(0, 1), ...jobs.slice(3, 4)].map(outcomes));
    expect(made.map((list) => list.length)).toEqual([3, 2]);
  });

  it("never merges a notice", async () => {
    const job = passwordChanged();
    for (let time = 0; time < 3; time += 1) await transact((unit) => queueMail(unit, job));
    expect(await outcomes(job)).toHaveLength(3);
    expect(await inbox(job.to)).toHaveLength(3);
  });

  it("sends nothing when none is due, and is done with it", async () => {
    decide = async () => null;
    const job = resetRequested();
    await transact((unit) => queueMail(unit, job));
    expect(await outcomes(job)).toEqual([{ state: "nothing" }]);
  });

  it("lets no poisoned job stop the others", async () => {
    await boss().send("mail", { purpose: "verify-registration", userId: "no id" });
    await boss().send("mail", {});
    const broken = passwordChanged();
    decide = async (mail) => {
      if (addressOf(mail) === broken.to) throw new Error("always");
      return notice(addressOf(mail));
    };
    await transact((unit) => queueMail(unit, broken));
    const job = passwordChanged();
    await transact((unit) => queueMail(unit, job));
    expect(await outcomes(job)).toEqual([{ state: "sent" }]);
    await expect.poll(async () => (await jobsOf(broken)).map(({ state }) => state), patience).toEqual(["retry"]);
  });

  it("tries again under the same id and the same time of making", async () => {
    const seen: QueuedMail[] = [];
    decide = async (mail) => {
      seen.push(mail);
      if (seen.length === 1) throw new Error("not now");
      return notice(addressOf(mail));
    };
    const job = passwordChanged();
    await transact((unit) => queueMail(unit, job));
    await expect.poll(async () => (await jobsOf(job)).map(({ state }) => state), patience).toEqual(["retry"]);
    await due(job);
    expect(await outcomes(job)).toEqual([{ state: "sent" }]);
    const [first, second] = seen;
    expect([first?.attempt, second?.attempt]).toEqual([0, 1]);
    expect({ ...second, attempt: 0 }).toEqual(first);
    expect((await inbox(job.to)).map(({ id, createdAt }) => [id, createdAt])).toEqual([
      [first?.mailId, first?.createdAt.toISOString()],
    ]);
  });

  it("sends others while some hang", async () => {
    const { promise, resolve } = Promise.withResolvers<null>();
    const hanging = Array.from({ length: 5 }, passwordChanged);
    decide = async (mail) => (hanging.some(({ to }) => to === addressOf(mail)) ? promise : notice(addressOf(mail)));
    for (const job of hanging) await transact((unit) => queueMail(unit, job));
    await expect
      .poll(async () => (await Promise.all(hanging.map(jobsOf))).flat().map(({ state }) => state), patience)
      .toEqual(hanging.map(() => "active"));
    const job = passwordChanged();
    await transact((unit) => queueMail(unit, job));
    expect(await outcomes(job)).toEqual([{ state: "sent" }]);
    resolve(null);
    await Promise.all(hanging.map(outcomes));
  });

  it("tells how it ended: sent, or too late to be of use", async () => {
    const told: string[] = [];
    const settled = async (outcome: string) => void told.push(outcome);
    decide = async (mail) => ({ ...notice(addressOf(mail)), settled });
    const inTime = passwordChanged();
    await transact((unit) => queueMail(unit, inTime));
    await outcomes(inTime);
    const halfDead = { bornAt: new Date(Date.now() - 3_700_000), expiresAt: new Date(Date.now() + 3_500_000) };
    decide = async (mail) => ({ ...notice(addressOf(mail)), ...halfDead, settled });
    const tooLate = passwordChanged();
    await transact((unit) => queueMail(unit, tooLate));
    expect(await outcomes(tooLate)).toEqual([{ state: "abandoned" }]);
    expect(told).toEqual(["sent", "refused"]);
    expect(await inbox(tooLate.to)).toEqual([]);
  });

  it("stops trying after 23 hours", async () => {
    let isBroken = true;
    decide = async (mail) => {
      if (isBroken) throw new Error("not now");
      return notice(addressOf(mail));
    };
    const job = passwordChanged();
    await transact((unit) => queueMail(unit, job));
    await expect.poll(async () => (await jobsOf(job)).map(({ state }) => state), patience).toEqual(["retry"]);
    await age(job, 23 * 3_600 + 1);
    isBroken = false;
    await due(job);
    expect(await outcomes(job)).toEqual([{ state: "abandoned" }]);
  });

  it.runIf(kind === "pglite")("takes up at once what a killed process had begun", async () => {
    const { promise, resolve } = Promise.withResolvers<null>();
    decide = () => promise;
    const job = passwordChanged();
    await transact((unit) => queueMail(unit, job));
    await expect.poll(async () => (await jobsOf(job)).map(({ state }) => state), patience).toEqual(["active"]);
    decide = async (mail) => notice(addressOf(mail));
    // The dead process cannot come back and end its job: nothing it does counts any more.
    const dead = boss();
    Object.assign(globalThis, { [Symbol.for("latchkey.boss")]: undefined });
    await startBoss();
    await startMailWorker((mail) => decide(mail));
    expect(await outcomes(job)).toEqual([{ state: "sent" }]);
    resolve(null);
    await dead.stop({ graceful: false });
  });
});

async function inbox(to: string) {
  return (await listInbox(mailDirectory, 10_000)).filter((mail) => mail.to === to);
}

const patience = { timeout: 15_000, interval: 20 };

function passwordChanged() {
  const to = `ada-${newId()}@example.org`;
  return { purpose: "password-changed", userId: newId(), to, locale: "en" } as const;
}

function resetRequested() {
  return { purpose: "reset-requested", login: `ada-${newId()}@example.org`, by: "email" } as const;
}

function addressOf(mail: QueuedMail): string {
  if ("to" in mail) return mail.to;
  return "login" in mail && mail.login ? mail.login : "nobody@example.org";
}

function notice(to: string): Delivery {
  const props = { name: null, device: null, network: null, loginUrl: "http://localhost:3000/login" };
  return { to, locale: "en", message: { name: "sessions-ended", props: { ...props, endedAt: new Date(0) } } };
}

/** What tells this test's jobs from those of others. */
function markOf(job: MailJob): string {
  if ("userId" in job) return job.userId;
  return job.login ?? job.purpose;
}

type JobRow = { readonly state: string; readonly output: unknown };

async function jobsOf(job: MailJob): Promise<JobRow[]> {
  const mark = markOf(job);
  return database().prisma.$queryRaw<JobRow[]>`
    SELECT state::text, output FROM pgboss.job
    WHERE name = 'mail' AND ${mark} IN (data->>'userId', data->>'login') ORDER BY created_on`;
}

/** Moves the making of a job into the past, as if it had been asked for then. */
async function age(job: MailJob, seconds: number): Promise<void> {
  const mark = markOf(job);
  await database().prisma.$executeRaw`
    UPDATE pgboss.job SET created_on = created_on - make_interval(secs => ${seconds}),
      singleton_on = 'epoch'::timestamp + interval '60 s' *
        floor(date_part('epoch', created_on - make_interval(secs => ${seconds})) / 60)
    WHERE name = 'mail' AND ${mark} IN (data->>'userId', data->>'login')`;
}

/** Makes a job that waits for its next try due at once. */
async function due(job: MailJob): Promise<void> {
  const mark = markOf(job);
  await database().prisma.$executeRaw`
    UPDATE pgboss.job SET start_after = now() - interval '1 s'
    WHERE name = 'mail' AND ${mark} IN (data->>'userId', data->>'login')`;
  wakeMailWorker();
}
