import { createTransport } from "nodemailer";
import { type OutgoingMail, type SendOutcome, sendLimitMs, type Transport } from "./outgoing.ts";

/**
 * Hands mails to the SMTP server at `url` (`smtp://user:password@host:port/?requireTLS=true`, `smtps://…`), one
 * connection each. SMTP knows no idempotency: an answer that is lost costs one extra
 * copy; the Message-ID is the same, so most mailboxes show it once.
 */
export function smtpTransport(url: string, limitMs = sendLimitMs): Transport {
  const transporter = createTransport({ url, ...limits });
  return async (mail) => {
    try {
      await transporter.sendMail({ ...messageOf(mail), signal: AbortSignal.timeout(limitMs) });
      return { state: "sent" };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

// No content may name a file or an address to fetch; the waits are shorter than the limit of the whole.
const limits = {
  disableFileAccess: true,
  disableUrlAccess: true,
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  dnsTimeout: 5_000,
  socketTimeout: sendLimitMs,
} as const;

function messageOf(mail: OutgoingMail) {
  return {
    from: mail.from,
    // An address object, never text: nothing in it is parsed as a list or a display name.
    to: { name: "", address: mail.to },
    ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: mail.createdAt,
    messageId: mail.messageId,
    headers: { ...mail.headers },
  };
}

/** 5xx to sender, recipient or content is final (RFC 5321 §4.2.1); all else may pass, a refused login of ours too. */
function outcomeOf(error: unknown): SendOutcome {
  const { code, responseCode } = failureOf(error);
  const isFinal = responseCode >= 500 && responseCode < 600 && (code === "EENVELOPE" || code === "EMESSAGE");
  const reason = `smtp ${responseCode || code}`;
  return isFinal ? { state: "refused", reason } : { state: "later", reason };
}

function failureOf(error: unknown): { readonly code: string; readonly responseCode: number } {
  if (!(error instanceof Error)) return { code: "failure", responseCode: 0 };
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  const responseCode = "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : 0;
  return { code, responseCode };
}
