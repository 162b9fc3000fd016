import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "#lib/env.ts";
import type { Application } from "./gate.ts";
import { hasBody } from "./held-body.ts";

/** A handler of an endpoint: from a web `Request` to a `Response`, needing nothing of Next. */
export type Handler = (request: Request) => Promise<Response>;

/** The handlers of one endpoint by method. */
export type Handlers = Readonly<Record<string, unknown>>;

// On globalThis: Next's bundle has the handlers with the one database, the entry calls them, and each has its own copy of this file.
const key = Symbol.for("latchkey.direct-handlers");
const holder: typeof globalThis & { [key]?: ReadonlyMap<string, Handlers> } = globalThis;

/** Hands over the endpoints by their paths, with the closing slash. Paths with a place (`{id}`) are left to Next. */
export function handOver(endpoints: Readonly<Record<string, Handlers>>): void {
  const plain = Object.entries(endpoints).filter(([path]) => !path.includes("{"));
  holder[key] = new Map(plain.flatMap(([path, handlers]) => [path, path.slice(0, -1)].map((one) => [one, handlers])));
}

/**
 * Calls the handlers of the API without Next's pipeline, which costs more than the reading of a session
 * (docs/decisions/017). Only a path that is an endpoint's to the letter is taken; all else goes through Next.
 */
export function withDirectHandlers(application: Application): Application {
  return (request, response) => {
    const { method = "", url = "" } = request;
    const handlers = holder[key]?.get(url) ?? holder[key]?.get(url.split("?", 1)[0] ?? "");
    const handler = handlers?.[method];
    return isHandler(handler) ? answer(handler, request, response) : application(request, response);
  };
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}

async function answer(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answered = await handler(await webRequest(request));
  response.statusCode = answered.status;
  for (const [name, value] of answered.headers) if (name !== "set-cookie") response.setHeader(name, value);
  const cookies = answered.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  const body = Buffer.from(await answered.arrayBuffer());
  if (request.method !== "HEAD") response.setHeader("content-length", body.byteLength);
  response.end(body);
}

// The gate has held the body to its end, and has written what the handler may know into the headers.
async function webRequest(request: IncomingMessage): Promise<Request> {
  const { method = "", url = "" } = request;
  const chunks: Buffer[] = [];
  if (hasBody(request)) for await (const chunk of request) chunks.push(chunk);
  const body = chunks.length > 0 && method !== "GET" && method !== "HEAD" ? Buffer.concat(chunks) : null;
  return new Request(new URL(url, env().APP_URL), { method, headers: headersOf(request), body });
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
}
