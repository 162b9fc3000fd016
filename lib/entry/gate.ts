import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { stopwatchMs } from "#lib/clock.ts";
import { log, withRequestId } from "#lib/log.ts";
import { makeTurns } from "#lib/turns.ts";
import { clientAddress } from "./client-address.ts";
import { contentSecurityPolicy, newNonce } from "./csp.ts";
import { bodyDrained, hasBody, holdBody } from "./held-body.ts";
import { isBuildFile, isHealth, isReadiness, loggedPath, pathOf } from "./paths.ts";
import { answerRefusal, type RequestRule, refusalOf, writeRefusal } from "./refusal.ts";
import { rewriteHeaders } from "./request-headers.ts";
import { guardAnswer } from "./response-headers.ts";

/** What answers a request that came through the gate. */
export type Application = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** The rules of the gate. */
export type GateRule = RequestRule & {
  readonly trustedProxies: number;
  readonly formTargets: readonly string[];
  readonly isStopping: () => boolean;
};

/** What the client's `Expect` header waits for (RFC 9110 §10.1.1). */
export type Expectation = "nothing" | "100-continue" | "something else";

/** A request handler for Node's HTTP server. */
export type Gate = (request: IncomingMessage, response: ServerResponse, expected: Expectation) => Promise<void>;

/** At most so many bytes of body (docs/security.md row 68). */
export const maxBodyBytes = 64 * 1024;
const bodyWithinMs = 20_000;
const drainMs = 1_000;

/**
 * The way in: every request gets an id, its client's address and a nonce; what the application must not see is removed;
 * wrong hosts, targets, methods and bodies are answered here; every answer leaves with the security headers and a log line.
 */
export function gate(rule: GateRule, application: Application): Gate {
  const turn = makeTurns(1);
  return async (request, response, expected) => {
    const requestId = randomBytes(8).toString("hex");
    await withRequestId(requestId, async () => {
      const pass = admit(request, response, { rule, requestId });
      const refusal = refusalOf(request, rule);
      if (refusal) return answerRefusal(request, response, refusal);
      if (expected === "something else")
        return answerRefusal(request, response, { status: 417, detail: "That expectation cannot be met." });
      // So that a balancer sends the next ones elsewhere, while those that still come are served.
      if (rule.isStopping() && isReadiness(pathOf(request.url ?? "")))
        return answerRefusal(request, response, { status: 503, detail: "Stopping.", requestId });
      if (hasBody(request) && !(await bodyArrived(request, response, expected === "100-continue"))) return;
      // Whoever watches over the service does not wait in line with those who use it.
      if (!isHealth(pathOf(request.url ?? ""))) await turn();
      pass();
      await answer(request, response, { application, requestId });
    });
  };
}

/** Guards the answer and logs it; the function it gives back rewrites the request's headers for the application. */
function admit(
  request: IncomingMessage,
  response: ServerResponse,
  { rule, requestId }: { readonly rule: GateRule; readonly requestId: string },
): () => void {
  const path = pathOf(request.url ?? "");
  const nonce = newNonce();
  const policy = contentSecurityPolicy(path, { nonce, formTargets: rule.formTargets, isDev: rule.isDev });
  const client = clientAddress({
    peer: request.socket.remoteAddress,
    forwardedFor: request.headersDistinct["x-forwarded-for"]?.join(","),
    trustedProxies: rule.trustedProxies,
  });
  guardAnswer(response, { path, requestId, policy, isHttps: isHttps(rule), isStopping: rule.isStopping });
  logAnswer(request, response, { client, requestId });
  return () => rewriteHeaders(request.headers, { client, requestId, nonce, policy, target: request.url ?? "/" }, rule);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { application, requestId }: { readonly application: Application; readonly requestId: string },
): Promise<void> {
  try {
    await application(request, response);
  } catch (error) {
    log.error("application_failed", { error });
    if (response.headersSent) response.destroy();
    else answerRefusal(request, response, { status: 500, detail: "A server error occurred.", requestId });
  }
}

async function bodyArrived(request: IncomingMessage, response: ServerResponse, waits: boolean): Promise<boolean> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (waits && announced <= maxBodyBytes) response.writeContinue();
  const outcome = await holdBody(request, { maxBytes: maxBodyBytes, withinMs: bodyWithinMs });
  if (outcome === "too large") {
    writeRefusal(request, response, { status: 413, detail: "Request body is too large." });
    if (!waits) await bodyDrained(request, drainMs);
    response.end();
  }
  if (outcome === "too slow") answerRefusal(request, response, { status: 408, detail: "The request took too long." });
  return outcome === "whole";
}

function isHttps({ APP_URL }: GateRule): boolean {
  return APP_URL.startsWith("https:");
}

function logAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  about: { readonly client: string; readonly requestId: string },
): void {
  const startedMs = stopwatchMs();
  const { method, url = "" } = request;
  response.once("close", () => {
    const status = response.headersSent ? response.statusCode : 0;
    if (isBuildFile(pathOf(url)) && status < 400) return;
    log.info("request", {
      method,
      path: loggedPath(url),
      status,
      ms: Math.round(stopwatchMs() - startedMs),
      ...about,
      ...(response.writableFinished ? {} : { isAborted: true }),
    });
  });
}
