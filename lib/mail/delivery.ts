import { env } from "#lib/env.ts";
import { log, maskEmail } from "#lib/log.ts";
import { makeTurns } from "#lib/turns.ts";
import type { MailJob } from "./jobs.ts";
import type { MailMessage } from "./messages.ts";
import { personalOf } from "./personal.ts";
import { renderMail } from "./render.tsx";
import { transport } from "./transport.ts";
import type { OutgoingMail, SendOutcome } from "./transports/outgoing.ts";

/** A mail job in the worker's hands. */
export type QueuedMail = MailJob & {
  readonly mailId: string;
  /** The request that caused it. */
  readonly requestId?: string | undefined;
  /** When the job was made, by the database's clock: the timestamp of its links, so that a retried mail is the same mail. */
  readonly createdAt: Date;
  /** 0 the first time; counts every earlier taking, those that ended with a killed process too. */
  readonly attempt: number;
};

/** What is due, and to whom. */
export type Delivery = {
  /** Whose account it is about. */
  readonly userId: string;
  /** The bare address from the row, never a text from a request. */
  readonly to: string;
  /** BCP 47. */
  readonly locale: string;
  readonly message: MailMessage;
  /** The life of the link in it; past its middle the mail is not tried any more. */
  readonly bornAt?: Date;
  readonly expiresAt?: Date;
  /** Told once the mail is with the other side, or will never be. Should not throw; if it does, that is logged. */
  readonly settled?: (outcome: "sent" | "refused") => Promise<void>;
};

/** Decides, at the moment of sending, whether a mail is due; null when it is not. May throw: the job is tried again. */
export type Decide = (job: QueuedMail) => Promise<Delivery | null>;

/** What became of a job. `nothing`: no mail was due. `abandoned`: it came too late to be of use. */
export type JobOutcome = SendOutcome | { readonly state: "nothing" } | { readonly state: "abandoned" };

const longestMs = 23 * 3_600_000;

/**
 * Mails come by the dozen, and each takes a while to write: whoever is at the door goes between. Not after each, as the first of
 * some takes as long as three of those right after it (docs/performance.md).
 */
const turn = makeTurns(6);

/** Whether a mail is past the 23 hours in which it is tried: the mail API forgets its key after 24. */
export function isPastTrying(mail: QueuedMail, now: Date): boolean {
  return now.getTime() - mail.createdAt.getTime() > longestMs;
}

/**
 * Decides, writes and sends one mail, and tells the decider how it ended. `now` is the database's clock. The same job
 * gives the same mail under the same id however often this runs.
 */
export async function deliver(mail: QueuedMail, now: Date, decide: Decide): Promise<JobOutcome> {
  const delivery = await decide(mail);
  if (delivery === null) return { state: "nothing" };
  await turn();
  const outcome = isTooLate(mail, delivery, now)
    ? ({ state: "abandoned" } as const)
    : await transport()(await outgoing(mail, delivery));
  record(mail, delivery, outcome);
  if (outcome.state !== "later") await settle(mail, delivery, outcome.state === "sent" ? "sent" : "refused");
  return outcome;
}

function isTooLate(mail: QueuedMail, { bornAt, expiresAt }: Delivery, now: Date): boolean {
  if (isPastTrying(mail, now)) return true;
  if (!expiresAt) return false;
  const born = (bornAt ?? mail.createdAt).getTime();
  return now.getTime() > born + (expiresAt.getTime() - born) / 2;
}

async function outgoing(mail: QueuedMail, { userId, to, locale, message }: Delivery): Promise<OutgoingMail> {
  const { VERIFICATION_FROM_EMAIL, VERIFICATION_REPLY_TO_EMAIL } = env();
  return {
    ...(await renderMail(message, { to, locale, personal: await personalOf({ userId, to, locale, message }) })),
    mailId: mail.mailId,
    createdAt: mail.createdAt,
    from: VERIFICATION_FROM_EMAIL,
    replyTo: VERIFICATION_REPLY_TO_EMAIL ?? null,
    to,
    messageId: `<${mail.mailId}@${domainOf(VERIFICATION_FROM_EMAIL)}>`,
    // No out-of-office answer to a program (RFC 3834 §5).
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** The domain of `Name <user@domain>` or `user@domain`; lib/env.ts lets nothing else through. */
function domainOf(mailbox: string): string {
  return mailbox.slice(mailbox.lastIndexOf("@") + 1).replace(/>$/, "");
}

function record(mail: QueuedMail, { to, message }: Delivery, outcome: JobOutcome): void {
  const { mailId, purpose, attempt } = mail;
  const fields = { mailId, purpose, attempt, mail: message.name, to: maskEmail(to) };
  if (outcome.state === "sent") log.info("mail_sent", fields);
  if (outcome.state === "refused") log.warn("mail_refused", { ...fields, reason: outcome.reason });
  if (outcome.state === "later") log.warn("mail_retry", { ...fields, reason: outcome.reason });
  if (outcome.state === "abandoned") log.warn("mail_abandoned", fields);
}

/** A failure here must not send the mail again: SMTP would deliver a second copy. */
async function settle(mail: QueuedMail, delivery: Delivery, outcome: "sent" | "refused"): Promise<void> {
  try {
    await delivery.settled?.(outcome);
  } catch (error) {
    log.error("mail_settle_failed", { mailId: mail.mailId, outcome, error });
  }
}
