import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Expectation, Gate } from "./gate.ts";
import { hasBody } from "./held-body.ts";
import { securityHeaders } from "./response-headers.ts";

/** What takes over a connection that becomes a web socket; only the development server has one. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void> | void;

/**
 * A server that passes every request to the gate; it does not listen yet. Headers: 16 KiB and 10 s. Without `upgrade` there are
 * no web sockets.
 */
export function makeServer(gate: Gate, upgrade: Upgrade | null): Server {
  const underWay: UnderWay = new WeakMap();
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 35_000,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 65_000,
    // The gate says so itself, with all that its answers carry; so it does of an expectation that nobody can meet.
    requireHostHeader: false,
    // Without an upgrade the request is answered as what it is (docs/security.md row 68).
    ...(upgrade ? {} : { shouldUpgradeCallback: () => false }),
  });
  const pass = (expected: Expectation) => (request: IncomingMessage, response: ServerResponse) => {
    takeTurn(underWay, response, () => void gate(request, response, expected));
  };
  server.on("request", pass("nothing"));
  server.on("checkContinue", pass("100-continue"));
  server.on("checkExpectation", pass("something else"));
  if (upgrade) server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
  server.on("connect", (_request, socket: Socket) => endWith(socket, "405 Method Not Allowed"));
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    // In the middle of an answer nothing more can be said.
    if (!socket.writable || error.code === "ECONNRESET" || underWay.has(socket)) socket.destroy();
    else endWith(socket, brokenRequest(error.code));
  });
  return server;
}

/** The newest answer of each connection, until it has left. */
type UnderWay = WeakMap<Socket, ServerResponse>;

/**
 * Begins an answer when the earlier one of its connection has left: a client may send a thousand requests in one breath and read
 * nothing. What has a body is not put off, since the gate must hold that from its first byte.
 */
function takeTurn(underWay: UnderWay, response: ServerResponse, begin: () => void): void {
  const { req: request } = response;
  const { socket } = request;
  const earlier = underWay.get(socket);
  underWay.set(socket, response);
  response.once("close", () => underWay.get(socket) === response && underWay.delete(socket));
  if (earlier && !hasBody(request)) earlier.once("close", () => socket.destroyed || begin());
  else begin();
}

function brokenRequest(code: string | undefined): string {
  if (code === "HPE_HEADER_OVERFLOW") return "431 Request Header Fields Too Large";
  return code === "ERR_HTTP_REQUEST_TIMEOUT" ? "408 Request Timeout" : "400 Bad Request";
}

// What is no request gets no content either.
const noContent = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

function endWith(socket: Socket, status: string): void {
  const headers = {
    Connection: "close",
    "Content-Length": "0",
    "Cache-Control": "no-store",
    ...securityHeaders({ path: "", policy: noContent, isHttps: false }),
  };
  const lines = [`HTTP/1.1 ${status}`, ...Object.entries(headers).map((pair) => pair.join(": "))];
  socket.end(`${lines.join("\r\n")}\r\n\r\n`);
}
