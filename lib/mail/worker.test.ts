import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailApiPeer, startMailApiPeer } from "#e2e/support/mail-api-peer.ts";
import { transact } from "#lib/db/unit.ts";
import type { QueuedMail } from "./delivery.ts";
import { queueMail } from "./jobs.ts";
import { makeRetriesDue, openQueue, passwordChanged, someMail } from "./queue-stage.ts";

const patience = { timeout: 25_000, interval: 20 };

// The worker between the real queue and a mail API that has its moods.
describe("the mail worker", () => {
  const stop: (() => Promise<unknown>)[] = [];
  const decided: QueuedMail[] = [];
  const settled: string[] = [];
  let api: MailApiPeer;

  beforeAll(async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), "latchkey-worker-"));
    stop.unshift(() => rm(home, { recursive: true, force: true }));
    api = await startMailApiPeer();
    stop.unshift(() => api.close());
    const mailApi = { MAIL_TRANSPORT: "resend", RESEND_API_KEY: "re_test", RESEND_BASE_URL: api.url };
    const settings = { DATA_DIR: home, DATABASE_URL: "", ...mailApi };
    const end = await openQueue(settings, async (mail) => {
      decided.push(mail);
      return { ...someMail(mail), settled: async (outcome) => void settled.push(outcome) };
    });
    stop.unshift(end);
  }, 60_000);

  afterAll(async () => {
    for (const end of stop.splice(0)) await end();
  }, 60_000);

  beforeEach(() => {
    decided.length = 0;
    settled.length = 0;
  });

  const queue = async () => {
    const job = passwordChanged();
    await transact((unit) => queueMail(unit, job));
    return job.to;
  };

  it("tells the decider of a refusal and does not try again", async () => {
    api.plan({ kind: "answer", status: 422 });
    const to = await queue();
    await expect.poll(() => settled, patience).toEqual(["refused"]);
    expect(api.accepted.filter((mail) => mail.to.includes(to))).toEqual([]);
    expect(decided).toHaveLength(1);
  });

  it("has one mail accepted when the answer to it was lost", async () => {
    api.plan({ kind: "accept-then-reset" });
    const to = await queue();
    await expect.poll(makeRetriesDue, patience).toBe(1);
    await expect.poll(() => settled, patience).toEqual(["sent"]);
    expect(await api.take(to)).toMatchObject({ key: decided[0]?.mailId });
    expect(api.requests.filter((key) => key === decided[0]?.mailId)).toHaveLength(2);
  }, 30_000);

  it("leaves the API alone as long as it asks, then sends the same mail under the same id", async () => {
    const before = api.requests.length;
    api.plan({ kind: "answer", status: 429, headers: { "Retry-After": "1" } });
    const first = await queue();
    await expect.poll(() => api.requests.length, patience).toBe(before + 1);
    const pausedAt = performance.now();
    const second = await queue();
    await expect.poll(() => settled, patience).toEqual(["sent", "sent"]);
    expect(performance.now() - pausedAt).toBeGreaterThan(900);
    const [early, ...late] = decided;
    expect(late.find(({ mailId }) => mailId === early?.mailId)).toEqual({ ...early, attempt: 1 });
    expect(api.requests.length).toBe(before + 3);
    expect((await api.take(first)).key).toBe(early?.mailId);
    await api.take(second);
  }, 30_000);
});
