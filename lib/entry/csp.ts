import { randomBytes } from "node:crypto";
import { isFramedMail, isInbox } from "./paths.ts";

/** What the policy depends on beside the path. */
export type CspOptions = {
  readonly nonce: string;
  /** Origins of other front ends that a form may lead to by a redirect. */
  readonly formTargets: readonly string[];
  /** Next's development server evaluates code and injects styles. */
  readonly isDev: boolean;
};

/** 128 random bits, fresh for every answer (CSP 3 §7.1). */
export function newNonce(): string {
  return randomBytes(16).toString("base64");
}

/**
 * The Content-Security-Policy of an answer (docs/security.md row 61). Next reads the nonce from the same header on the request
 * and puts it on its scripts. The inbox may frame our own mails; such a mail runs nothing, and only the inbox frames it.
 */
export function contentSecurityPolicy(path: string, { nonce, formTargets, isDev }: CspOptions): string {
  if (isFramedMail(path)) return framedMail;
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDev ? " ws:" : ""}`,
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    ...(isInbox(path) ? ["frame-src 'self'"] : []),
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

// A mail has its styles inline, and its links open in a new tab.
const framedMail = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "object-src 'none'",
  "sandbox allow-popups allow-popups-to-escape-sandbox",
].join("; ");
