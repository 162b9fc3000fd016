import { Resend } from "resend";
import { now } from "#lib/clock.ts";
import { type OutgoingMail, type SendOutcome, sendLimitMs, type Transport } from "./outgoing.ts";
import { retryAfterSeconds } from "./retry-after.ts";

/** Which account at which mail API. */
export type ResendAccount = { readonly apiKey: string; readonly baseUrl: string };

/**
 * Hands mails to the Resend API. The mail's id is the idempotency key: a mail whose answer was lost is accepted once,
 * however often it is tried (the API remembers a key for 24 hours, longer than we retry).
 */
export function resendTransport({ apiKey, baseUrl }: ResendAccount, limitMs = sendLimitMs): Transport {
  const client = new Client(apiKey, { baseUrl: baseUrl.replace(/\/+$/, "") });
  return async (mail) => {
    const options = { idempotencyKey: mail.mailId, signal: AbortSignal.timeout(limitMs) };
    const { data, error, headers } = await client.emails.send(messageOf(mail), options);
    return data?.id ? { state: "sent" } : outcomeOf(error, headers);
  };
}

type Failure = NonNullable<Awaited<ReturnType<Resend["emails"]["send"]>>["error"]>;

/**
 * The SDK with its one request made by us: it tells the status only where the body repeats it, which the answer of a
 * proxy in between does not, and it would follow a redirect.
 */
class Client extends Resend {
  override async fetchRequest<T>(
    path: string,
    options: RequestInit = {},
  ): ReturnType<typeof Resend.prototype.fetchRequest<T>> {
    try {
      const response = await fetch(this.baseUrl + path, { ...options, redirect: "error" });
      const headers = Object.fromEntries(response.headers);
      const text = await response.text();
      if (response.ok) return { data: JSON.parse(text), error: null, headers };
      const isReplay = response.status === 409 && text.includes("invalid_idempotent_request");
      return {
        data: null,
        error: failure(response.status, isReplay ? "invalid_idempotent_request" : undefined),
        headers,
      };
    } catch {
      return { data: null, error: failure(null), headers: null };
    }
  }
}

function failure(statusCode: number | null, name: Failure["name"] = "application_error"): Failure {
  return { statusCode, name, message: "" };
}

function messageOf({ from, to, replyTo, subject, html, text, headers }: OutgoingMail) {
  return { from, to, subject, html, text, headers: { ...headers }, ...(replyTo ? { replyTo } : {}) };
}

// 4xx that may pass: timeout, conflict (the same key is being worked on), too early, too many.
const passing = new Set([408, 409, 425, 429]);

function outcomeOf(error: Failure | null, headers: Record<string, string> | null): SendOutcome {
  // The same key with another content: the first one was accepted.
  if (error?.name === "invalid_idempotent_request") return { state: "sent" };
  const status = error?.statusCode ?? 0;
  const reason = `resend ${status || "unreachable"}`;
  if (status >= 400 && status < 500 && !passing.has(status)) return { state: "refused", reason };
  const seconds = retryAfterSeconds(headers?.["retry-after"], now());
  return seconds === undefined ? { state: "later", reason } : { state: "later", reason, retryAfterSeconds: seconds };
}
