import { connect } from "node:net";
import type { Answer } from "#e2e/support/api.ts";

/** A request as it goes over the wire: nothing is checked, folded, added or left out. */
export type WireRequest = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Send the body one byte in so many milliseconds. */
  readonly trickleMs?: number;
};

/** What came back; status 0: the connection was closed without an answer. */
export type WireAnswer = Answer & { readonly ms: number };

const patienceMs = 45_000;

/** Sends one request on a connection of its own and reads one answer. */
export function exchange(url: string, request: WireRequest): Promise<WireAnswer> {
  const lines = [`${request.method} ${request.target} HTTP/1.1`, ...request.headers.map((pair) => pair.join(": "))];
  return exchangeBytes(url, {
    head: Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "utf8"),
    body: request.body,
    isHead: request.method === "HEAD",
    trickleMs: request.trickleMs ?? 0,
  });
}

type Bytes = {
  readonly head: Uint8Array;
  readonly body: Uint8Array;
  readonly isHead: boolean;
  readonly trickleMs: number;
};

function exchangeBytes(url: string, { head, body, isHead, trickleMs }: Bytes): Promise<WireAnswer> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    let received = Buffer.alloc(0);
    const settle = (isClosed: boolean) => {
      const answer = readAnswer(received, isHead, isClosed);
      if (answer === null && !isClosed) return;
      clearTimeout(timer);
      clearInterval(trickle);
      socket.destroy();
      resolve({ ...(answer ?? closed), ms: performance.now() - startedMs });
    };
    const timer = setTimeout(() => settle(true), patienceMs);
    let trickle: NodeJS.Timeout | undefined;
    socket.setNoDelay(true);
    socket.on("error", () => undefined);
    socket.on("close", () => settle(true));
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      settle(false);
    });
    socket.write(head);
    if (trickleMs === 0) socket.write(body);
    else trickle = trickleInto((byte) => socket.write(byte), body, trickleMs);
  });
}

function trickleInto(write: (byte: Uint8Array) => void, body: Uint8Array, everyMs: number): NodeJS.Timeout {
  let sent = 0;
  return setInterval(() => {
    if (sent < body.length) write(body.subarray(sent, sent + 1));
    sent += 1;
  }, everyMs);
}

const closed: Answer = { status: 0, headers: new Headers(), setCookies: [], text: "", body: undefined };

/** The first whole answer in these bytes, or null while it is not there yet. */
function readAnswer(bytes: Buffer, isHead: boolean, isClosed: boolean): Answer | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const [first = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0);
  const rest = bytes.subarray(end + 4);
  if (status === 100) return readAnswer(rest, isHead, isClosed);
  const headers = new Headers();
  for (const line of lines) headers.append(line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim());
  const body = isHead || status === 204 || status === 304 ? Buffer.alloc(0) : bodyOf(rest, headers, isClosed);
  if (body === null) return null;
  const text = body.toString("utf8");
  return { status, headers, setCookies: headers.getSetCookie(), text, body: parsed(text, headers) };
}

function bodyOf(bytes: Buffer, headers: Headers, isClosed: boolean): Buffer | null {
  if (headers.get("transfer-encoding")?.toLowerCase() === "chunked")
    return dechunked(bytes) ?? (isClosed ? bytes : null);
  const length = headers.get("content-length");
  if (length === null) return isClosed ? bytes : null;
  return bytes.length >= Number(length) || isClosed ? bytes.subarray(0, Number(length)) : null;
}

function dechunked(bytes: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf("\r\n", at);
    if (end < 0) return null;
    const size = Number.parseInt(bytes.subarray(at, end).toString("latin1"), 16);
    const next = end + 2 + size + 2;
    if (next > bytes.length) return null;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(end + 2, end + 2 + size));
    at = next;
  }
}

function parsed(text: string, headers: Headers): unknown {
  const isJson = headers.get("content-type")?.startsWith("application/json") ?? false;
  return isJson && text !== "" ? JSON.parse(text) : undefined;
}
