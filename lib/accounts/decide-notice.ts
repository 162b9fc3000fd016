import { env } from "#lib/env.ts";
import { masterKeys } from "#lib/keys.ts";
import { signLink } from "#lib/links/sign.ts";
import { linkUrl } from "#lib/links/url.ts";
import type { Delivery, QueuedMail } from "#lib/mail/delivery.ts";
import type { MailMessage } from "#lib/mail/messages.ts";
import { undoLifeSeconds } from "./undo-life.ts";

/** A job whose mail was due when it was made, whatever happened since. */
export type NoticeMail = Extract<
  QueuedMail,
  {
    purpose:
      | "email-change-requested"
      | "email-changed"
      | "password-changed"
      | "new-sign-in"
      | "sessions-ended"
      | "identity-linked"
      | "identity-unlinked"
      | "account-deleted";
  }
>;

/** A notice goes to the address its job was made with; never merged, cancelled or limited. */
export function decideNotice(job: NoticeMail): Delivery {
  return { userId: job.userId, to: job.to, locale: job.locale, message: messageOf(job) };
}

function messageOf(job: NoticeMail): MailMessage {
  const at = job.createdAt;
  const { APP_URL, RESET_PASSWORD_VERIFICATION_ENABLED: hasReset } = env();
  const about = { name: job.name ?? null, device: job.device || null, network: job.network || null };
  switch (job.purpose) {
    case "email-change-requested":
      return {
        name: job.purpose,
        props: { ...about, newEmail: job.newEmail, accountUrl: `${APP_URL}/account/email`, requestedAt: at },
      };
    case "email-changed":
      return {
        name: job.purpose,
        props: { ...about, newEmail: job.newEmail, ...undoLink(job), hasReset, changedAt: at },
      };
    case "password-changed":
      return {
        name: job.purpose,
        props: { ...about, forgotPasswordUrl: hasReset ? `${APP_URL}/forgot-password` : null, changedAt: at },
      };
    case "new-sign-in":
      return { name: job.purpose, props: { ...about, sessionsUrl: `${APP_URL}/account/sessions`, signedInAt: at } };
    case "sessions-ended":
      return { name: job.purpose, props: { ...about, loginUrl: `${APP_URL}/login`, endedAt: at } };
    case "identity-linked":
      return {
        name: job.purpose,
        props: { ...about, service: job.service, connectionsUrl: `${APP_URL}/account/connections`, linkedAt: at },
      };
    case "identity-unlinked":
      return {
        name: job.purpose,
        props: { ...about, service: job.service, connectionsUrl: `${APP_URL}/account/connections`, unlinkedAt: at },
      };
    case "account-deleted":
      return { name: job.purpose, props: { ...about, deletedAt: at } };
  }
}

// The undo link is signed over the change's id, not over the account's state: a thief could kill it otherwise.
function undoLink(job: Extract<NoticeMail, { purpose: "email-changed" }>): { link: string; expiresAt: Date } {
  const timestamp = Math.floor(job.createdAt.getTime() / 1000);
  const userId = job.linkId;
  const { APP_URL: origin } = env();
  const signature = signLink({
    keys: masterKeys(),
    origin,
    purpose: "email-undo",
    userId,
    timestamp,
    email: job.to,
    state: job.changeId,
  });
  return {
    link: linkUrl(`${origin}/undo-email-change`, { userId, timestamp, signature }),
    expiresAt: new Date(job.createdAt.getTime() + undoLifeSeconds * 1000),
  };
}
