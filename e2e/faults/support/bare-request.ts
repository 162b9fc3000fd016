import { request } from "node:http";
import type { Fields } from "#e2e/support/api.ts";

/** What came of a request: its status, or how its connection failed. */
export type Fate = number | "refused" | "aborted";

/**
 * One POST (or, without fields, one GET) on a connection of its own, so that no kept connection blurs whose fault a failure
 * is. `refused`: nobody listened, and nothing was sent. `aborted`: it was begun and not answered whole.
 */
export function bareRequest(url: string, fields?: Fields): Promise<Fate> {
  const body = fields ? JSON.stringify(fields) : "";
  const headers = fields ? { "content-type": "application/json", "content-length": Buffer.byteLength(body) } : {};
  return new Promise((resolve) => {
    const sent = request(url, { method: fields ? "POST" : "GET", headers, agent: false }, (answer) => {
      answer.resume();
      answer.once("close", () => resolve(answer.complete ? (answer.statusCode ?? 0) : "aborted"));
    });
    sent.once("error", (error) => {
      resolve("code" in error && error.code === "ECONNREFUSED" ? "refused" : "aborted");
    });
    sent.end(body);
  });
}
