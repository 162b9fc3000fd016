import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { isBuildFile, isLinkPage } from "./paths.ts";
import { pageRetrySeconds, takeUnavailable } from "./unavailable-pages.ts";

/** What the headers of an answer depend on. */
export type AnswerRule = {
  readonly path: string;
  readonly requestId: string;
  readonly policy: string;
  readonly isHttps: boolean;
  /** True while the server stops: the connection is not kept. */
  readonly isStopping: () => boolean;
};

type HeaderInput = OutgoingHttpHeaders | OutgoingHttpHeader[];

const permissions = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"];

/** The security headers of every answer, whatever its status (docs/security.md row 60). */
export function securityHeaders(
  rule: Pick<AnswerRule, "path" | "policy" | "isHttps">,
): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": rule.policy,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": permissions.map((feature) => `${feature}=()`).join(", "),
    "Referrer-Policy": isLinkPage(rule.path) ? "no-referrer" : "same-origin",
    "X-Content-Type-Options": "nosniff",
    ...(rule.isHttps ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

/**
 * Lets every answer leave with the entry's headers. They are set at the last moment, in `writeHead`, which Node calls for
 * implicit headers too: so whatever the application or Next wrote, these win, once each.
 */
export function guardAnswer(response: ServerResponse, rule: AnswerRule): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, second?: string | HeaderInput, third?: HeaderInput) => {
    const given = typeof second === "string" ? third : second;
    if (given !== undefined) setAll(response, given);
    for (const [name, value] of Object.entries(securityHeaders(rule))) response.setHeader(name, value);
    response.setHeader("X-Request-Id", rule.requestId);
    response.removeHeader("X-Powered-By");
    if (!(isBuildFile(rule.path) && status < 400)) response.setHeader("Cache-Control", "no-store");
    if (rule.isStopping()) response.setHeader("Connection", "close");
    // Next knows only 500 for a page that could not be made; to whoever may try again in a moment that is a lie.
    if (takeUnavailable(rule.requestId) && status === 500) {
      response.setHeader("Retry-After", String(pageRetrySeconds));
      return writeHead(503);
    }
    return typeof second === "string" ? writeHead(status, second) : writeHead(status);
  };
}

function setAll(response: ServerResponse, given: HeaderInput): void {
  for (const [name, value] of Array.isArray(given) ? pairsOf(given) : Object.entries(given)) {
    if (value !== undefined) response.setHeader(name, value);
  }
}

// Node also takes a flat list: name, value, name, value.
function pairsOf(flat: readonly OutgoingHttpHeader[]): readonly (readonly [string, OutgoingHttpHeader | undefined])[] {
  return flat.flatMap((name, index) => (index % 2 === 0 ? [[String(name), flat[index + 1]] as const] : []));
}
