import { Resend } from "resend";
import { type OutgoingMail, type SendOutcome, sendLimitMs, type Transport } from "./outgoing.ts";
import { retryAfterSeconds } from "./retry-after.ts";

/** Which account at which mail API; `baseUrl` undefined means Resend's own. */
export type ResendAccount = { readonly apiKey: string; readonly baseUrl?: string | undefined };

/**
 * Hands mails to the Resend API. The mail's id is the idempotency key: a mail whose answer was lost is accepted once,
 * however often it is tried (the API remembers a key for 24 hours, longer than we retry).
 */
export function resendTransport({ apiKey, baseUrl }: ResendAccount, limitMs = sendLimitMs): Transport {
  const client = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, "") });
  return async (mail) => {
    const { data, error, headers } = await client.emails.send(messageOf(mail), optionsOf(mail, limitMs));
    if (data?.id) return { state: "sent" };
    return outcomeOf(error, headers);
  };
}

type Failure = Awaited<ReturnType<Resend["emails"]["send"]>>["error"];

function messageOf({ from, to, replyTo, subject, html, text, headers }: OutgoingMail) {
  return { from, to, subject, html, text, headers: { ...headers }, ...(replyTo ? { replyTo } : {}) };
}

/** The SDK hands every option on to `fetch`; a redirect is an error, as no mail goes where no setting points to. */
function optionsOf(mail: OutgoingMail, limitMs: number) {
  const options = {
    idempotencyKey: mail.mailId,
    signal: AbortSignal.timeout(limitMs),
    redirect: "error",
  } as const;
  return options;
}

// 4xx that may pass: timeout, conflict (the same key is being worked on), too early, too many.
const passing = new Set([408, 409, 425, 429]);

function outcomeOf(error: Failure, headers: Record<string, string> | null): SendOutcome {
  const status = error?.statusCode ?? 0;
  // The same key with another content: the first one was accepted.
  if (error?.name === "invalid_idempotent_request") return { state: "sent" };
  const reason = `resend ${status || "unreachable"}`;
  if (status >= 400 && status < 500 && !passing.has(status)) return { state: "refused", reason };
  const seconds = retryAfterSeconds(headers?.["retry-after"], new Date());
  return seconds === undefined ? { state: "later", reason } : { state: "later", reason, retryAfterSeconds: seconds };
}
