import { env } from "#lib/env.ts";

/** Set by server.ts when a request arrived with X-Forwarded-*, Forwarded or Via, which it takes away; from outside it cannot be set. */
const proxiedHeader = "x-latchkey-proxied";

/**
 * Whether this request may see the captured mails: only where mails are captured, on this machine, and not through a
 * proxy, which could carry them to anybody.
 */
export function isInboxOpen(headers: Headers): boolean {
  const { IS_LOCAL, MAIL_TRANSPORT } = env();
  return IS_LOCAL && MAIL_TRANSPORT === "inbox" && !headers.has(proxiedHeader);
}
