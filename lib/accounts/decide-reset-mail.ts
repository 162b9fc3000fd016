import { env } from "#lib/env.ts";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { mailFloodKey } from "#lib/identity/mail-flood-key.ts";
import { reserve } from "#lib/limits/reserve.ts";
import { log } from "#lib/log.ts";
import type { Delivery, QueuedMail } from "#lib/mail/delivery.ts";
import { mailedLink } from "./mailed-link.ts";
import { resetKey } from "./reset-key.ts";
import { findResetUser, type ResetRow } from "./reset-store.ts";

type ResetMail = Extract<QueuedMail, { purpose: "reset-requested" | "reset-password" }>;

/**
 * The reset link for whoever was named, if that is somebody with an address; nothing else ever, so the form tells nobody
 * anything. Counted per address and inbox, silently; a link after an undo is always sent, where a password can be reset by mail.
 */
export async function decideResetMail(job: ResetMail): Promise<Delivery | null> {
  // The link would lead nowhere.
  if (!env().RESET_PASSWORD_VERIFICATION_ENABLED) return null;
  const row = await findResetUser(job.purpose === "reset-password" ? { id: job.userId } : resetKey(job.login));
  if (!row) return null;
  if (job.purpose === "reset-password" && String(row.securityVersion) !== job.version) return null;
  if (job.purpose === "reset-requested" && !(await isWithinLimits(job, row))) {
    log.warn("mail_dropped", { mailId: job.mailId, purpose: job.purpose, userId: row.userId });
    return null;
  }
  const bornAt = job.createdAt;
  const expiresAt = new Date(bornAt.getTime() + env().RESET_PASSWORD_VERIFICATION_PERIOD * 1000);
  const link = mailedLink("reset-password", row, { bornAt });
  const props = { name: row.username, device: job.device || null, network: job.network || null, requestedAt: bornAt };
  return {
    userId: row.userId,
    to: row.email,
    locale: row.locale,
    message: { name: "reset-password", props: { ...props, link, expiresAt } },
    bornAt,
    expiresAt,
  };
}

async function isWithinLimits(job: ResetMail, row: ResetRow): Promise<boolean> {
  if (job.attempt > 0) return true;
  const email = canonicalEmail(row.email);
  if (email === null) return true;
  const reserved = await reserve([
    { limit: "MAIL_INBOX", of: `reset ${mailFloodKey(email)}` },
    { limit: "RESET_ADDRESS", of: email },
    { limit: "RESET_ADDRESS_DAY", of: email },
  ]);
  return reserved.ok;
}
