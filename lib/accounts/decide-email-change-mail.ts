import { env } from "#lib/env.ts";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { mailFloodKey } from "#lib/identity/mail-flood-key.ts";
import { reserve } from "#lib/limits/reserve.ts";
import { log } from "#lib/log.ts";
import type { Delivery, QueuedMail } from "#lib/mail/delivery.ts";
import { type ChangeMailRow, findChangeMail } from "./change-mail-store.ts";
import { mailedLink } from "./mailed-link.ts";

type ChangeMail = Extract<QueuedMail, { purpose: "verify-new-email" }>;

/**
 * The link to a new address, while the wish is still the pending one; where the address has an owner, a word to that owner
 * instead. Counted per target and inbox, silently.
 */
export async function decideEmailChangeMail(job: ChangeMail): Promise<Delivery | null> {
  const row = await findChangeMail(job.changeId);
  if (!row || String(row.securityVersion) !== job.version) return null;
  if (!(await isWithinLimits(job, row))) {
    log.warn("mail_dropped", { mailId: job.mailId, purpose: job.purpose, userId: row.userId });
    return null;
  }
  const bornAt = job.createdAt;
  const asked = { device: job.device || null, network: job.network || null, requestedAt: bornAt, name: null };
  const to = { userId: row.ownerId ?? row.userId, to: row.newEmail, locale: row.locale };
  if (row.ownerId !== null) {
    return { ...to, message: { name: "email-in-use", props: { ...asked, loginUrl: `${env().APP_URL}/login` } } };
  }
  const expiresAt = new Date(bornAt.getTime() + env().REGISTER_EMAIL_VERIFICATION_PERIOD * 1000);
  const link = mailedLink("email-change", row, { bornAt, newEmail: row.newEmail });
  return { ...to, message: { name: "verify-new-email", props: { ...asked, link, expiresAt } }, bornAt, expiresAt };
}

async function isWithinLimits(job: ChangeMail, row: ChangeMailRow): Promise<boolean> {
  const email = job.attempt > 0 ? null : canonicalEmail(row.newEmail);
  if (email === null) return true;
  const reserved = await reserve([
    { limit: "MAIL_INBOX", of: `email-change ${mailFloodKey(email)}` },
    { limit: "EMAIL_CHANGE_TARGET", of: email },
  ]);
  return reserved.ok;
}
