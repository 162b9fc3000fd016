import { env } from "#lib/env.ts";
import { settings } from "#lib/settings.ts";
import { consoleTransport } from "./transports/console.ts";
import { inboxTransport } from "./transports/inbox.ts";
import type { Transport } from "./transports/outgoing.ts";
import { resendTransport } from "./transports/resend.ts";
import { smtpTransport } from "./transports/smtp.ts";

let chosen: Transport | undefined;

/** The adopter's own sender, or the transport `MAIL_TRANSPORT` names; made once. lib/env.ts has seen to it that it has what it needs. */
export function transport(): Transport {
  chosen ??= settings.mailSender ?? choose();
  return chosen;
}

function choose(): Transport {
  const { MAIL_TRANSPORT, MAIL_DIR, SMTP_URL, RESEND_API_KEY, RESEND_BASE_URL } = env();
  switch (MAIL_TRANSPORT) {
    case "inbox":
      return inboxTransport(MAIL_DIR);
    case "console":
      return consoleTransport;
    case "smtp":
      return smtpTransport(SMTP_URL ?? "");
    case "resend":
      return resendTransport({ apiKey: RESEND_API_KEY ?? "", baseUrl: RESEND_BASE_URL });
  }
}
