import type { IncomingHttpHeaders } from "node:http";
import type { HostRule } from "./host.ts";

/** What the entry tells the application about a request, in headers no client can send. */
export type InternalHeaders = {
  /** The client's address (client-address.ts). */
  readonly client: string;
  readonly requestId: string;
  readonly nonce: string;
  /** Path and query as they were asked for. */
  readonly target: string;
  readonly policy: string;
};

const stripped = [
  /^x-(?:forwarded|latchkey|middleware|nextjs|now|invoke)-/,
  /^(?:forwarded|via|x-matched-path|x-real-ip|next-resume|next-action|upgrade|expect)$/,
  /^content-security-policy/,
];
const proxyMarks = /^(?:x-forwarded-|forwarded$|via$)/;

/**
 * Removes what a client must not tell the application (docs/security.md row 68) and writes what the entry knows instead. Works
 * on `headers` itself, the object Next reads. Call it last: nothing can be read from the request's own headers afterwards.
 */
export function rewriteHeaders(headers: IncomingHttpHeaders, internal: InternalHeaders, rule: HostRule): void {
  const names = Object.keys(headers);
  const isProxied = names.some((name) => proxyMarks.test(name));
  for (const name of names) if (stripped.some((pattern) => pattern.test(name))) delete headers[name];
  const own = new URL(rule.APP_URL);
  // Next fills these only where they are absent, so absent is not enough.
  headers["x-forwarded-for"] = internal.client;
  headers["x-forwarded-proto"] = own.protocol.slice(0, -1);
  headers["x-forwarded-host"] = headers.host;
  headers["x-forwarded-port"] = own.port || (own.protocol === "https:" ? "443" : "80");
  headers["x-latchkey-client"] = internal.client;
  headers["x-latchkey-request-id"] = internal.requestId;
  headers["x-latchkey-nonce"] = internal.nonce;
  headers["x-latchkey-target"] = internal.target;
  if (isProxied) headers["x-latchkey-proxied"] = "1";
  headers["content-security-policy"] = internal.policy;
}
