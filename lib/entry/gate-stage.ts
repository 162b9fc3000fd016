import { type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { handOn } from "#lib/env.ts";
import { type GateRule, gate } from "./gate.ts";
import { makeServer } from "./http-servers.ts";
import { listen } from "./listen.ts";

type Seen = { readonly url: string; readonly headers: IncomingMessage["headers"]; readonly body: string };
type Answer = { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: string };

/** The port of the open gate. */
export let port = 0;
let close = () => {};
/** What the application got to see, the last one last. */
export const seen: Seen[] = [];
/** How many slow requests the application worked on, now and at most. */
export const atOnce = { now: 0, most: 0 };

/** Stands in Next's place: reads the body and answers with headers of its own, which the gate must overrule. */
async function application(request: IncomingMessage, response: ServerResponse): Promise<void> {
  seen.push({ url: request.url ?? "", headers: { ...request.headers }, body: await text(request) });
  if (request.url === "/slow") {
    atOnce.now += 1;
    atOnce.most = Math.max(atOnce.most, atOnce.now);
    await new Promise(setImmediate);
    atOnce.now -= 1;
  }
  if (request.url === "/api/throws") throw new Error("bug");
  const own = {
    "Cache-Control": "public, max-age=60",
    "Content-Security-Policy": "default-src *",
    "X-Powered-By": "me",
  };
  response.writeHead(request.url === "/nope" ? 404 : 200, own).end("answer");
}

/** Opens a gate on a port of its own; nothing is logged but errors. */
export async function openGate(): Promise<void> {
  handOn({ LOG_LEVEL: "error" });
  // Host and rule need the port before there is one, so the rule is filled in afterwards.
  const rule = { APP_URL: "http://localhost:1", IS_LOCAL: true, isDev: false, trustedProxies: 0, formTargets: [] };
  const live: { rule: GateRule } = { rule: { ...rule, isStopping: () => false } };
  const [server] = await listen(() => makeServer((...call) => gate(live.rule, application)(...call), null), {
    port: 0,
    hosts: ["127.0.0.1"],
  });
  const address = server?.address();
  if (typeof address === "object" && address !== null) port = address.port;
  live.rule = { ...live.rule, APP_URL: `http://localhost:${port}` };
  close = () => server?.close();
}

/** Closes it. */
export function closeGate(): void {
  close();
  handOn({ LOG_LEVEL: "info" });
}

type Call = {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer;
};

/** Asks as a client does. */
export function call(path: string, { method = "GET", headers = {}, body }: Call = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const all = { host: `localhost:${port}`, ...headers };
    const request = send({ port, host: "127.0.0.1", path, method, headers: all, agent: false }, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) });
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** Sends bytes as they are and gives back everything that comes until the connection ends. */
export function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    const chunks: string[] = [];
    socket.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
    socket.once("error", reject).once("close", () => resolve(chunks.join("")));
  });
}
