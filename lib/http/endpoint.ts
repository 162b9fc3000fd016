import { isUnavailable, retrySeconds } from "#lib/accounts/unavailable.ts";
import { log, withRequestId } from "#lib/log.ts";
import { refuse } from "#lib/result.ts";
import { failureOf, jsonAnswer } from "./answer.ts";
import { withCors } from "./cors.ts";
import type { AnyDoor } from "./door.ts";
import type { ErrorCode } from "./errors.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The methods an endpoint can have a door for. */
export type Method = (typeof methods)[number];

type Handler = (request: Request) => Promise<Response>;
type Handlers = { readonly [M in Method | "OPTIONS" | "HEAD"]: Handler };

/**
 * All methods of one endpoint as plain functions from a Request to a Response: `export const { GET, POST, … } = endpoint(…)`.
 * A method without a door is 405 with `Allow`, OPTIONS lists them, HEAD is GET without a body; a switched-off flow is 404.
 * Nothing escapes: infrastructure that cannot answer is 503 with Retry-After, a bug is 500 with the request's id.
 */
export function endpoint(doors: { readonly [M in Method]?: AnyDoor }): Handlers {
  const allow = [...methods.filter((method) => doors[method]), "OPTIONS"].join(", ");
  const handler = (method: Method): Handler => {
    const door = doors[method];
    return (request) =>
      guarded(request, () =>
        door ? through(door, request) : refusedAnswer("method_not_allowed", { method: request.method, allow }),
      );
  };
  const head: Handler = async (request) => withoutBody(await handler("GET")(request));
  const allowed = { status: 204, headers: { allow, "cache-control": "no-store" } };
  const options: Handler = (request) => guarded(request, async () => new Response(null, allowed));
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
  return door.isOpen() ? door.enter(request) : refusedAnswer("not_found");
}

/** Runs a handler so that whatever it throws becomes an answer, and its log lines carry the request's id. */
export function guarded(request: Request, work: () => Promise<Response>): Promise<Response> {
  const requestId = request.headers.get("x-latchkey-request-id") ?? "";
  return withRequestId(requestId, async () => {
    try {
      return withCors(request, await work());
    } catch (error) {
      if (isUnavailable(error)) return withCors(request, await unavailable(error));
      log.error("request_failed", { error });
      return withCors(request, jsonAnswer(500, { detail: "A server error occurred.", request_id: requestId }));
    }
  });
}

function unavailable(error: unknown): Promise<Response> {
  log.warn("unavailable", { error });
  return refusedAnswer("unavailable", { seconds: retrySeconds });
}

/** A refusal as JSON, for handlers that are no endpoint of the accounts API. */
export async function refusedAnswer(
  code: ErrorCode,
  values: Readonly<Record<string, string | number>> = {},
): Promise<Response> {
  const { status, body, headers } = failureOf(refuse(code, { values }).refusals);
  return jsonAnswer(status, body, headers);
}

function withoutBody(response: Response): Response {
  return new Response(null, { status: response.status, headers: response.headers });
}
