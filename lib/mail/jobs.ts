import { createHash } from "node:crypto";
import { z } from "zod";
import { newId } from "#lib/db/new-id.ts";
import { type Sql, sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import { currentRequestId } from "#lib/log.ts";
import { jobsStatement, mailQueue, sendIn } from "#lib/queue/boss.ts";
import { wasQueuedWithinAMinute } from "#lib/queue/queue-store.ts";
import { wakeWorker } from "#lib/queue/workers.ts";

const userId = z.uuid();
/** `security_version` in decimal: a job whose version is stale sends nothing. */
const version = z.string().regex(/^[1-9]\d{0,18}$/);
const asked = { device: z.string().optional(), network: z.string().optional() };
const notice = { userId, to: z.string().min(3), locale: z.string(), name: z.string().optional(), ...asked };

/**
 * Requests: whether a mail is due, which one, and to whom is decided by the worker when it sends. They hold ids, or the
 * text somebody typed, and never a link.
 */
const requests = [
  /** A pending row: the verification link, or "you already have an account" to the owner of the address. */
  z.object({ purpose: z.literal("verify-registration"), userId, version, ...asked }),
  z.object({
    purpose: z.literal("resend-requested"),
    email: z.string().optional(),
    login: z.string().optional(),
    /** SHA-256 of the registrant cookie, base64url. */
    registrantHash: z.string().optional(),
    ...asked,
  }),
  z.object({ purpose: z.literal("reset-requested"), login: z.string(), by: z.enum(["email", "login"]), ...asked }),
  /** A reset link for a known user, as after an undo. */
  z.object({ purpose: z.literal("reset-password"), userId, version, ...asked }),
  z.object({ purpose: z.literal("verify-new-email"), userId, version, changeId: z.uuid(), ...asked }),
] as const;

/**
 * Notices: the address was copied from the row when the job was made, so they go where they belonged then, whatever
 * happens next. Never merged, cancelled or limited.
 */
const notices = [
  z.object({ purpose: z.literal("email-change-requested"), newEmail: z.string(), ...notice }),
  /** To the old address; the undo link is signed over `changeId` when it is sent; `linkId` is what links hold as `user_id`. */
  z.object({
    purpose: z.literal("email-changed"),
    newEmail: z.string(),
    changeId: z.uuid(),
    linkId: z.string(),
    ...notice,
  }),
  z.object({ purpose: z.literal("password-changed"), ...notice }),
  z.object({ purpose: z.literal("new-sign-in"), ...notice }),
  z.object({ purpose: z.literal("sessions-ended"), ...notice }),
  z.object({ purpose: z.literal("identity-linked"), service: z.string(), ...notice }),
  z.object({ purpose: z.literal("identity-unlinked"), service: z.string(), ...notice }),
  z.object({ purpose: z.literal("account-deleted"), ...notice }),
] as const;

const mailJob = z.discriminatedUnion("purpose", [...requests, ...notices]);

/** Why a mail may be due. */
export type MailJob = z.infer<typeof mailJob>;

const delivery = z.object({
  mailId: z.uuid(),
  /** The request that caused it: the worker's log lines carry the same id. */
  requestId: z.string().optional(),
  /** Set where the job was put off after a `Retry-After`: when it was first made, and how often it was tried. */
  madeAt: z.iso.datetime().optional(),
  tried: z.int().min(0).optional(),
});

/** A job as it lies in the queue. */
export type StoredMail = MailJob & z.infer<typeof delivery>;

/** Reads what lies in the queue; null for anything that is no mail job of ours. */
export function readStoredMail(data: unknown): StoredMail | null {
  const job = mailJob.safeParse(data);
  const rest = delivery.safeParse(data);
  return job.success && rest.success ? { ...job.data, ...rest.data } : null;
}

/**
 * Makes a mail job in the caller's transaction: it exists exactly if the cause does. The worker wakes after the commit.
 * A request that names the same as one of the last 60 seconds makes none.
 */
export async function queueMail(unit: Unit, job: MailJob): Promise<void> {
  const key = mergeKey(job);
  if (key !== null && (await wasQueuedWithinAMinute(unit.tx, mailQueue, key))) return;
  // The check above does not see what another transaction is about to commit; the queue's own rule does.
  const options = key === null ? {} : { singletonKey: key, singletonSeconds: 60 };
  await sendIn(unit.tx, mailQueue, { data: stored(job), options });
  unit.afterCommit(() => wakeWorker(mailQueue));
}

/** The same for a job that the cause's own statement makes (`mailsAlongside`): what is to lie in the queue. For a mail that is merged with no other. */
export function preparedMail(unit: Unit, job: MailJob): StoredMail {
  if (mergeKey(job) !== null) throw new Error(`${job.purpose} is merged with others: queueMail asks for them`);
  unit.afterCommit(() => wakeWorker(mailQueue));
  return stored(job);
}

/** The jobs as a part of the statement that is their cause, `, queued AS (…)`; nothing for none. */
export async function mailsAlongside(mails: readonly StoredMail[]): Promise<Sql> {
  return mails.length === 0 ? sql`` : sql`, queued AS (${await jobsStatement(mailQueue, mails)})`;
}

function stored(job: MailJob): StoredMail {
  const requestId = currentRequestId();
  return { ...job, mailId: newId(), ...(requestId === undefined ? {} : { requestId }) };
}

/** What makes two requests the same one; null for notices. A digest, so that no typed text stands in a key. */
function mergeKey(job: MailJob): string | null {
  const parts = mergedBy(job);
  if (parts === null) return null;
  return createHash("sha256")
    .update(JSON.stringify([job.purpose, ...parts]))
    .digest("base64url");
}

function mergedBy(job: MailJob): readonly (string | null)[] | null {
  switch (job.purpose) {
    case "resend-requested":
      return [job.email ?? null, job.login ?? null, job.registrantHash ?? null];
    case "reset-requested":
      return [job.login, job.by];
    default:
      return null;
  }
}
