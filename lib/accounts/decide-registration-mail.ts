import { env } from "#lib/env.ts";
import { type CanonicalEmail, canonicalEmail } from "#lib/identity/email-address.ts";
import { mailFloodKey } from "#lib/identity/mail-flood-key.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { type Bucket, reserve } from "#lib/limits/reserve.ts";
import { log } from "#lib/log.ts";
import type { Delivery, QueuedMail } from "#lib/mail/delivery.ts";
import type { MailMessage } from "#lib/mail/messages.ts";
import { findPendingRow, type PendingKey, type PendingRow, prolongPendingRow } from "./mail-store.ts";
import { mailedLink } from "./mailed-link.ts";
import { noteVerificationMail } from "./user-store.ts";

type RegistrationMail = Extract<QueuedMail, { purpose: "verify-registration" | "resend-requested" }>;

/** More pending rows than this on one address are stored without a mail. */
const mostMailedRows = 5;

/**
 * The verification link for a pending row, or "you already have an account" to the owner of the address; nothing for a row
 * that moved on, a sixth row on one address, or an inbox that got its share. Whatever is dropped looks sent on the waiting
 * screen, so that it tells nothing.
 */
export async function decideRegistrationMail(job: RegistrationMail): Promise<Delivery | null> {
  const row = await rowOf(job);
  if (!row) return null;
  if (job.purpose === "verify-registration" && String(row.securityVersion) !== job.version) return null;
  const settled = (outcome: "sent" | "refused") => noteVerificationMail(row.userId, row.securityVersion, outcome);
  if (!(await isWithinLimits(job, row))) {
    log.warn("mail_dropped", { mailId: job.mailId, purpose: job.purpose, userId: row.userId });
    await settled("sent");
    return null;
  }
  const bornAt = job.createdAt;
  const expiresAt = new Date(bornAt.getTime() + env().REGISTER_VERIFICATION_PERIOD * 1000);
  // The first mail's link dies with the row as it was made; only a later one outlives that.
  if (row.linkExpiresAt === null || row.linkExpiresAt < expiresAt)
    await prolongPendingRow(row.userId, bornAt, env().REGISTER_VERIFICATION_PERIOD);
  const message = messageFor(job, row, { bornAt, expiresAt });
  return { userId: row.ownerId ?? row.userId, to: row.email, locale: row.locale, message, bornAt, expiresAt, settled };
}

function messageFor(
  job: RegistrationMail,
  row: PendingRow,
  { bornAt, expiresAt }: { bornAt: Date; expiresAt: Date },
): MailMessage {
  const where = { device: job.device || null, network: job.network || null };
  const asked = { ...where, name: null, requestedAt: bornAt };
  if (row.ownerId !== null) {
    const { APP_URL, RESET_PASSWORD_VERIFICATION_ENABLED: hasReset } = env();
    const forgotPasswordUrl = hasReset ? `${APP_URL}/forgot-password` : null;
    return { name: "already-registered", props: { ...asked, loginUrl: `${APP_URL}/login`, forgotPasswordUrl } };
  }
  const link = mailedLink("register", row, { bornAt });
  return { name: "verify-registration", props: { ...asked, link, isActive: row.isActive, expiresAt } };
}

/** The cookie's row; else by username that row; else the newest of the address. */
async function rowOf(job: RegistrationMail): Promise<PendingRow | null> {
  if (job.purpose === "verify-registration") return findPendingRow({ id: job.userId });
  if (job.registrantHash !== undefined) {
    const own = await findPendingRow({ registrantHash: Uint8Array.from(Buffer.from(job.registrantHash, "base64url")) });
    if (own) return own;
  }
  const key = keyOf(job.login ?? job.email ?? "");
  return key === null ? null : findPendingRow(key);
}

function keyOf(name: string): PendingKey | null {
  const email = canonicalEmail(name);
  if (email !== null) return { email };
  return name === "" || name.includes("@") ? null : { usernameKey: usernameKey(name) };
}

/** Counted once a mail: a retry of the same job is not another mail. */
async function isWithinLimits(job: RegistrationMail, row: PendingRow): Promise<boolean> {
  if (row.earlierRows >= mostMailedRows) return false;
  if (job.attempt > 0) return true;
  const email = canonicalEmail(row.email);
  return email === null || (await reserve(bucketsOf(job, email))).ok;
}

function bucketsOf(job: RegistrationMail, email: CanonicalEmail): Bucket[] {
  const inbox: Bucket = { limit: "MAIL_INBOX", of: `register ${mailFloodKey(email)}` };
  if (job.purpose === "verify-registration") return [inbox];
  const limits = ["RESEND_ADDRESS", "RESEND_ADDRESS_HOUR", "RESEND_ADDRESS_DAY"] as const;
  return [inbox, ...limits.map((limit) => ({ limit, of: email }))];
}
