import { createHash } from "node:crypto";
import { stopwatchMs } from "#lib/clock.ts";
import { log, withRequestId } from "#lib/log.ts";
import { boss, mailQueue } from "#lib/queue/boss.ts";
import { type Job, startWorker } from "#lib/queue/workers.ts";
import { type Decide, deliver, isPastTrying, type JobOutcome, type QueuedMail } from "./delivery.ts";
import { readStoredMail, type StoredMail } from "./jobs.ts";

/** Mails under way at once: one that hangs for its 10 s holds up none of the others. */
const most = 16;

/** Why a job is tried again. The queue stores it with the job, so it says no more than that. */
class NotYet extends Error {}

/** Until when, by this process's monotonic clock in ms, the mail API asked to be left alone. */
type Pause = { untilMs: number };

/**
 * Starts sending the mails of the queue. `decide` is asked about each job when its turn comes. What cannot be sent now
 * is tried again, under the same id, for 23 hours. Call it once, after `startBoss`; `stopQueue` ends it.
 */
export function startMailWorker(decide: Decide): void {
  const pause: Pause = { untilMs: 0 };
  startWorker(mailQueue, most, (job) => work(job, decide, pause));
}

async function work(job: Job, decide: Decide, pause: Pause): Promise<JobOutcome> {
  const stored = readStoredMail(job.data);
  if (!stored) {
    log.warn("mail_refused", { jobId: job.id, reason: "no mail job" });
    return { state: "refused", reason: "no mail job" };
  }
  return withRequestId(stored.requestId ?? job.id, () => send(taken(stored, job), job, { decide, pause }));
}

type Sending = { readonly decide: Decide; readonly pause: Pause };

async function send(mail: QueuedMail, job: Job, { decide, pause }: Sending): Promise<JobOutcome> {
  const pausedSeconds = Math.ceil((pause.untilMs - stopwatchMs()) / 1_000);
  if (pausedSeconds > 0) return putOff(mail, job.id, pausedSeconds);
  const outcome = await tryOnce(mail, job.startedOn, decide);
  if (outcome.state !== "later") return outcome;
  if (outcome.retryAfterSeconds === undefined) throw new NotYet(outcome.reason);
  pause.untilMs = stopwatchMs() + outcome.retryAfterSeconds * 1_000;
  return putOff({ ...mail, attempt: mail.attempt + 1 }, job.id, outcome.retryAfterSeconds);
}

function taken(stored: StoredMail, job: Job): QueuedMail {
  const { madeAt, tried, ...mail } = stored;
  const createdAt = madeAt === undefined ? job.createdOn : new Date(madeAt);
  return { ...mail, createdAt, attempt: (tried ?? 0) + job.retryCount };
}

/** A decider or a template that throws costs its own job a retry, and in the end the mail; never another's. */
async function tryOnce(mail: QueuedMail, now: Date, decide: Decide): Promise<JobOutcome> {
  try {
    return await deliver(mail, now, decide);
  } catch (error) {
    const { mailId, purpose, attempt } = mail;
    const gaveUp = isPastTrying(mail, now);
    log.error(gaveUp ? "mail_abandoned" : "mail_retry", { mailId, purpose, attempt, error });
    if (gaveUp) return { state: "abandoned" };
    throw new NotYet("failed before it was sent");
  }
}

/**
 * Makes the same mail again as a new job, not before `seconds` from now and spread a little, so that what waited does
 * not come as a burst. Done twice, it is one job: its id follows from this one's.
 */
async function putOff(mail: QueuedMail, jobId: string, seconds: number): Promise<JobOutcome> {
  const { createdAt, attempt, ...job } = mail;
  const data: StoredMail = { ...job, madeAt: createdAt.toISOString(), tried: attempt };
  const spread = Math.random() * Math.min(seconds, 30);
  await boss().send(mailQueue, data, { id: nextId(jobId), startAfter: Math.ceil(seconds + spread) });
  return { state: "later", reason: "put off", retryAfterSeconds: seconds };
}

function nextId(jobId: string): string {
  const hex = createHash("sha256").update(jobId).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
