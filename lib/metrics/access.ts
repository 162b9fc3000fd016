import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "#lib/env.ts";

/** Set by the entry when a request came through a proxy; from outside it cannot be set. */
const proxiedHeader = "x-latchkey-proxied";

/**
 * Who may read the figures: whoever brings METRICS_TOKEN as a Bearer. Without that setting nobody, except on this machine in
 * local mode, not through a proxy. `closed` is a 404: an address that is not there tells nothing.
 */
export function metricsAccess(headers: Headers): "open" | "refused" | "closed" {
  const { METRICS_TOKEN, IS_LOCAL } = env();
  if (METRICS_TOKEN === undefined) return IS_LOCAL && !headers.has(proxiedHeader) ? "open" : "closed";
  const [, given = ""] = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  // Digests have one length, so the comparison's time tells nothing (OWASP ASVS 5.0, 11.2.4).
  return timingSafeEqual(digest(given), digest(METRICS_TOKEN)) ? "open" : "refused";
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}
