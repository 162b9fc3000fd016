import { isUnavailable, retrySeconds } from "#lib/accounts/unavailable.ts";
import { log, withRequestId } from "#lib/log.ts";
import { refuse } from "#lib/result.ts";
import { failureOf, jsonAnswer } from "./answer.ts";
import { docsPlace } from "./api-place.ts";
import { withCors } from "./cors.ts";
import type { AnyDoor } from "./door.ts";
import type { ErrorCode } from "./errors.ts";
import { metadataOf } from "./options.ts";
import { localeOfRequest } from "./request-locale.ts";

/** The methods an endpoint can have a door for. */
export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** One of {@link methods}. */
export type Method = (typeof methods)[number];

type Handler = (request: Request) => Promise<Response>;

/** A handler of a route file, which still knows its door: the documentation is made from it. */
export type DoorHandler = Handler & { readonly door: AnyDoor | undefined };

/** What a route file exports. */
export type Endpoint = { readonly [M in Method]: DoorHandler } & { readonly [M in "OPTIONS" | "HEAD"]: Handler };

/**
 * All methods of one endpoint as plain functions from a Request to a Response: `export const { GET, POST, … } = endpoint(…)`.
 * A method without a door is 405 with `Allow`, OPTIONS lists them with their fields, HEAD is GET without a body; a switched-off flow is 404.
 * A GET that prefers a page is led to the endpoint's place in /api/docs. Nothing escapes: infrastructure that cannot answer
 * is 503 with Retry-After, a bug is 500 with the request's id.
 */
export function endpoint(doors: { readonly [M in Method]?: AnyDoor }): Endpoint {
  const allow = [...methods.filter((method) => doors[method]), "OPTIONS"].join(", ");
  const handler = (method: Method): DoorHandler => {
    const door = doors[method];
    const handle: Handler = (request) =>
      guarded(request, async () => {
        const docs = method === "GET" ? docsPlace(request) : null;
        if (docs !== null) return ledTo(docs);
        return door
          ? through(door, request)
          : refusedAnswer(request, "method_not_allowed", { method: request.method, allow });
      });
    return Object.assign(handle, { door });
  };
  const head: Handler = async (request) => withoutBody(await handler("GET")(request));
  const options: Handler = (request) => guarded(request, async () => jsonAnswer(200, metadataOf(doors), { allow }));
  return {
    GET: handler("GET"),
    HEAD: head,
    POST: handler("POST"),
    PUT: handler("PUT"),
    PATCH: handler("PATCH"),
    DELETE: handler("DELETE"),
    OPTIONS: options,
  };
}

async function through(door: AnyDoor, request: Request): Promise<Response> {
  return door.isOpen(pathOf(request)) ? door.enter(request) : refusedAnswer(request, "not_found");
}

/** The segments of a request's path. */
export function pathOf(request: Request): readonly string[] {
  return new URL(request.url).pathname.split("/").filter(Boolean);
}

/** Runs a handler so that whatever it throws becomes an answer, and its log lines carry the request's id. */
export function guarded(request: Request, work: () => Promise<Response>): Promise<Response> {
  const requestId = request.headers.get("x-latchkey-request-id") ?? "";
  return withRequestId(requestId, async () => {
    try {
      return withCors(request, await work());
    } catch (error) {
      if (isUnavailable(error)) return withCors(request, await unavailable(request, error));
      log.error("request_failed", { error });
      return withCors(request, jsonAnswer(500, { detail: "A server error occurred.", request_id: requestId }));
    }
  });
}

function unavailable(request: Request, error: unknown): Promise<Response> {
  log.warn("unavailable", { error });
  return refusedAnswer(request, "unavailable", { seconds: retrySeconds });
}

/** A refusal as JSON in the language the request asks for, for handlers that are no endpoint of the accounts API. */
export async function refusedAnswer(
  request: Request,
  code: ErrorCode,
  values: Readonly<Record<string, string | number>> = {},
): Promise<Response> {
  const { status, body, headers } = failureOf(refuse(code, { values }).refusals, localeOfRequest(request));
  return jsonAnswer(status, body, headers);
}

function ledTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

function withoutBody(response: Response): Response {
  return new Response(null, { status: response.status, headers: response.headers });
}
