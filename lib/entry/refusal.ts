import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { hasBody } from "./held-body.ts";
import { type HostRule, isOwnHost } from "./host.ts";
import { isApi, isInternalPage, pathOf, takesWrites } from "./paths.ts";

/** An answer the entry gives itself. */
export type Refusal = {
  readonly status: number;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestId?: string;
};

/** What the entry judges by. */
export type RequestRule = HostRule & { readonly isDev: boolean };

const known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Why a request goes no further, or null: the shape of its target, its host, its method, how its body is packed. */
export function refusalOf(request: IncomingMessage, rule: RequestRule): Refusal | null {
  const { method = "", url = "", headersDistinct } = request;
  if (!known.includes(method)) return notAllowed(method, known.join(", "));
  if (!isPlainTarget(url)) return { status: 400, detail: "Bad request target." };
  if (headersDistinct["host"]?.length !== 1 || !isOwnHost(request.headers.host, rule)) {
    return { status: 421, detail: "This server does not answer for that host." };
  }
  if (isInternalPage(pathOf(url))) return { status: 404, detail: "Not found." };
  const isRead = method === "GET" || method === "HEAD";
  if (!isRead && !rule.isDev && !takesWrites(pathOf(url))) return notAllowed(method, "GET, HEAD");
  return hasBody(request) ? encodingRefusal(request) : null;
}

/** Nothing here unpacks a body (RFC 9110 §8.4, §12.5.3: 415, and what would be taken); so there is no bomb to unpack either. */
function encodingRefusal({ headers }: IncomingMessage): Refusal | null {
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (encoding === "" || encoding === "identity") return null;
  return { status: 415, detail: "Unsupported content encoding.", headers: { "Accept-Encoding": "identity" } };
}

/**
 * A target is a path, and everything behind the entry reads it alike. A full address, one that a URL parser takes for another
 * host, dot segments that lead elsewhere than the headers and the log think, and escapes that are no UTF-8 have no business here.
 */
function isPlainTarget(target: string): boolean {
  if (!/^\/(?![/\\])/.test(target) || target.includes("\\")) return false;
  const path = pathOf(target);
  if (/\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) return false;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Writes a refusal: JSON below /api, plain text elsewhere. The connection ends with it where a body may still follow. */
export function answerRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  writeRefusal(request, response, refusal);
  response.end();
}

/** Like `answerRefusal`, but leaves the response open, so that the client can finish sending and then read it. */
export function writeRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  const asJson = isApi(pathOf(request.url ?? ""));
  const body = asJson
    ? JSON.stringify({ detail: refusal.detail, request_id: refusal.requestId })
    : `${refusal.status} ${STATUS_CODES[refusal.status]}\n`;
  response.statusCode = refusal.status;
  response.setHeader("Content-Type", asJson ? "application/json" : "text/plain; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(body));
  for (const [name, value] of Object.entries(refusal.headers ?? {})) response.setHeader(name, value);
  if (hasBody(request)) response.setHeader("Connection", "close");
  response.write(body);
}

function notAllowed(method: string, allow: string): Refusal {
  return { status: 405, detail: `Method "${method}" not allowed.`, headers: { Allow: allow } };
}
