// For tests only: the real queue and worker on a database of their own, and hands to age what lies in it.
import { closeDatabase, database, openDatabase } from "#lib/db/client.ts";
import { newId } from "#lib/db/new-id.ts";
import { handOn } from "#lib/env.ts";
import { mailQueue, startBoss } from "#lib/queue/boss.ts";
import { stopQueue } from "#lib/queue/stop.ts";
import { wakeWorker } from "#lib/queue/workers.ts";
import type { Decide, Delivery, QueuedMail } from "./delivery.ts";
import type { MailJob } from "./jobs.ts";
import { startMailWorker } from "./worker.ts";

/** Opens the database these settings name and starts queue and worker on it; returns what ends them. */
export async function openQueue(
  settings: Readonly<Record<string, string>>,
  decide: Decide,
): Promise<() => Promise<void>> {
  handOn({ LOG_LEVEL: "error", ...settings });
  await openDatabase();
  await startBoss();
  startMailWorker(decide);
  return async () => {
    await stopQueue(1_000);
    await closeDatabase();
  };
}

/** A notice to an address of its own. */
export function passwordChanged() {
  const to = `ada-${newId()}@example.org`;
  return { purpose: "password-changed", userId: newId(), to, locale: "en" } as const;
}

/** A request for an address of its own. */
export function resetRequested() {
  return { purpose: "reset-requested", login: `ada-${newId()}@example.org`, by: "email" } as const;
}

/** The address a job names. */
export function addressOf(mail: QueuedMail): string {
  if ("to" in mail) return mail.to;
  return "login" in mail && mail.login ? mail.login : "nobody@example.org";
}

/** Some mail to the address its job names. */
export function someMail(mail: QueuedMail): Delivery {
  const props = { name: null, device: null, network: null, loginUrl: "http://localhost:3000/login" };
  const message = { name: "sessions-ended", props: { ...props, endedAt: mail.createdAt } } as const;
  return { userId: newId(), to: addressOf(mail), locale: "en", message };
}

/** Where a job stands, when it is done how it ended, and what it is merged by. */
export type JobRow = { readonly state: string; readonly output: unknown; readonly key: string | null };

/** The jobs for the same user, or the same typed text, oldest first. */
export function jobsOf(job: MailJob): Promise<JobRow[]> {
  return database().statements.$queryRaw<JobRow[]>`
    SELECT state::text, output, singleton_key AS key FROM pgboss.job
    WHERE name = 'mail' AND ${markOf(job)} IN (data->>'userId', data->>'login') ORDER BY created_on`;
}

/** Their states. */
export async function statesOf(job: MailJob): Promise<string[]> {
  return (await jobsOf(job)).map(({ state }) => state);
}

/** Moves their making into the past, as if they had been asked for then. */
export async function age(job: MailJob, seconds: number): Promise<void> {
  await database().statements.$executeRaw`
    UPDATE pgboss.job SET created_on = created_on - make_interval(secs => ${seconds}),
      singleton_on = 'epoch'::timestamp + interval '60 s' *
        floor(date_part('epoch', created_on - make_interval(secs => ${seconds})) / 60)
    WHERE name = 'mail' AND ${markOf(job)} IN (data->>'userId', data->>'login')`;
}

/** Does not wait for the back-off: whatever waits for its next try is due now. Returns how many jobs that were. */
export async function makeRetriesDue(): Promise<number> {
  const due = await database().statements.$executeRaw`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`;
  wakeWorker(mailQueue);
  return due;
}

function markOf(job: MailJob): string {
  if ("userId" in job) return job.userId;
  return job.login ?? "";
}
