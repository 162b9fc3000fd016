import { once } from "node:events";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { env } from "#lib/env.ts";
import { isPublicName, lookupPublic } from "./lookup.ts";
import { OutgoingFailure } from "./outgoing-failure.ts";

/** At most so many bytes of an answer are read. */
export const maxAnswerBytes = 512 * 1024;

/** What is asked of another server. */
export type Ask = {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST as a form, or as JSON; without either it is a GET. */
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Ends everything when it is time. */
  readonly signal: AbortSignal;
  /** The operator named this very host, so it may lie in a private network. */
  readonly mayBePrivate: boolean;
};

/** What came back; `body` is undefined where it is no JSON. */
export type Reply = { readonly status: number; readonly body: unknown };

/**
 * Asks another server for JSON (docs/security.md row 73): by https alone, but for loopback in local mode; no redirect is followed;
 * in public mode addresses that are not public are refused after resolving, and the address that was checked is the one that
 * is connected to; the answer is cut off at 512 KiB, all of it at the signal. Throws `OutgoingFailure`.
 */
export async function askJson(address: string, ask: Ask): Promise<Reply> {
  const url = URL.parse(address);
  if (url === null || !mayAsk(url)) throw new OutgoingFailure("an address that may not be asked");
  const isOpen = env().IS_LOCAL || ask.mayBePrivate;
  if (!isOpen && !isPublicName(url.hostname)) throw new OutgoingFailure("a private address");
  try {
    const response = await send(url, ask, isOpen);
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      response.destroy();
      throw new OutgoingFailure("a redirect");
    }
    return { status, body: jsonOf(await readAll(response)) };
  } catch (error) {
    if (error instanceof OutgoingFailure) throw error;
    throw new OutgoingFailure(ask.signal.aborted ? "no answer in time" : "no answer", error);
  }
}

/** Whether an address is one we call or send people to: https, or loopback in local mode. */
export function mayAsk(url: URL): boolean {
  if (url.protocol === "https:") return true;
  return url.protocol === "http:" && env().IS_LOCAL && ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
}

async function send(url: URL, { headers, form, json, signal }: Ask, isOpen: boolean): Promise<IncomingMessage> {
  const body = form ? new URLSearchParams(form).toString() : json === undefined ? null : JSON.stringify(json);
  const type = form ? "application/x-www-form-urlencoded" : "application/json";
  const outgoing = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
    method: body === null ? "GET" : "POST",
    headers: {
      accept: "application/json",
      "accept-encoding": "identity",
      "user-agent": "Latchkey",
      ...(body === null ? {} : { "content-type": type, "content-length": Buffer.byteLength(body) }),
      ...headers,
    },
    signal,
    // A kept connection could have been opened under another rule.
    agent: false,
    ...(isOpen ? {} : { lookup: lookupPublic }),
  });
  const answered = once(outgoing, "response");
  // What fails after the head is told by the response; nobody else listens here, and an error nobody hears ends the process.
  outgoing.on("error", () => {});
  outgoing.end(body ?? undefined);
  const [response]: IncomingMessage[] = await answered;
  if (!response) throw new OutgoingFailure("no answer");
  return response;
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > maxAnswerBytes) {
      response.destroy();
      throw new OutgoingFailure("an answer without end");
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
