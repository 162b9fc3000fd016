import path from "node:path";
import { env } from "#lib/env.ts";
import { consoleTransport } from "./transports/console.ts";
import { inboxTransport } from "./transports/inbox.ts";
import type { Transport } from "./transports/outgoing.ts";
import { resendTransport } from "./transports/resend.ts";
import { type SmtpServer, smtpTransport } from "./transports/smtp.ts";

let chosen: Transport | undefined;

/** The transport `MAIL_TRANSPORT` names; made once. */
export function transport(): Transport {
  chosen ??= choose();
  return chosen;
}

/** Where the captured mails of this installation are. */
export function inboxDirectory(): string {
  return env().MAIL_DIR ?? path.join(env().DATA_DIR, "mail");
}

function choose(): Transport {
  const { MAIL_TRANSPORT, RESEND_API_KEY, RESEND_BASE_URL } = env();
  switch (MAIL_TRANSPORT) {
    case "inbox":
      return inboxTransport(inboxDirectory());
    case "console":
      return consoleTransport;
    case "smtp":
      return smtpTransport(smtpServer());
    case "resend":
      // lib/env.ts demands the key where this transport is chosen.
      return resendTransport({ apiKey: RESEND_API_KEY ?? "", baseUrl: RESEND_BASE_URL });
  }
}

function smtpServer(): SmtpServer {
  const { SMTP_URL, EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS } = env();
  if (SMTP_URL !== undefined) return { url: SMTP_URL };
  return {
    host: EMAIL_HOST ?? "localhost",
    port: EMAIL_PORT ?? 25,
    user: EMAIL_HOST_USER,
    password: EMAIL_HOST_PASSWORD,
    useTls: EMAIL_USE_TLS ?? false,
  };
}
