import type { Decide, Delivery, QueuedMail } from "#lib/mail/delivery.ts";
import { decideEmailChangeMail } from "./decide-email-change-mail.ts";
import { decideNotice } from "./decide-notice.ts";
import { decideRegistrationMail } from "./decide-registration-mail.ts";
import { decideResetMail } from "./decide-reset-mail.ts";

/**
 * Decides at the moment of sending whether a queued mail is due, which one, and to whom. Requests are judged
 * by the rows as they are now; notices go where they were due when they were made.
 */
export const decideMail: Decide = async (job: QueuedMail): Promise<Delivery | null> => {
  switch (job.purpose) {
    case "verify-registration":
    case "resend-requested":
      return decideRegistrationMail(job);
    case "reset-requested":
    case "reset-password":
      return decideResetMail(job);
    case "verify-new-email":
      return decideEmailChangeMail(job);
    default:
      return decideNotice(job);
  }
};
