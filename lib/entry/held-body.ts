import type { IncomingMessage } from "node:http";

/** How a body came in. */
export type BodyOutcome = "whole" | "too large" | "too slow" | "gone";

/** The limits of a body: bytes counted as they arrive, and the time until the last one. */
export type BodyLimits = { readonly maxBytes: number; readonly withinMs: number };

/** Whether the request announces a body. */
export function hasBody(request: IncomingMessage): boolean {
  return request.headers["transfer-encoding"] !== undefined || Number(request.headers["content-length"] ?? 0) > 0;
}

/**
 * Holds a request's body until the last byte, then gives it back to the request as if it had just arrived. So the
 * application never sees one that is cut, endless or slow, and no handler waits for a client. Too large: nothing more is
 * kept, what still comes is dropped.
 */
export function holdBody(request: IncomingMessage, { maxBytes, withinMs }: BodyLimits): Promise<BodyOutcome> {
  const push = request.push.bind(request);
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    const settle = (outcome: BodyOutcome) => {
      clearTimeout(timer);
      request.removeListener("close", onClose);
      if (outcome !== "whole") chunks.length = 0;
      resolve(outcome);
    };
    const onClose = () => settle("gone");
    const timer = setTimeout(() => settle("too slow"), withinMs);
    request.once("close", onClose);
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) settle("too large");
    // Node's HTTP parser hands every piece of the decoded body to `push`, and null after the last.
    request.push = (chunk: Buffer | null) => {
      if (chunk !== null) {
        bytes += chunk.length;
        if (bytes > maxBytes) settle("too large");
        else chunks.push(chunk);
        return true;
      }
      request.push = push;
      if (bytes <= maxBytes) settle("whole");
      for (const held of chunks) push(held);
      return push(null);
    };
  });
}

/** Resolves when the client has sent everything or `withinMs` have passed: then it can read the answer it got early. */
export function bodyDrained(request: IncomingMessage, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    request.resume();
    request.once("end", done);
    request.once("close", done);
  });
}
