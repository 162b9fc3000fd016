import { createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openConnection } from "./connection.ts";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server that writes these pieces for each request, one turn after the other, and counts its connections. */
async function serverOf(pieces: readonly string[], { isEnding = false } = {}) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((passed) => setTimeout(passed, 5));
      }
      if (isEnding) socket.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const connection = await openConnection(address.port);
  ends.push(() => connection.close());
  return { connection, sockets };
}

const request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

test.each<[string, readonly string[], { status: number; body: string }]>([
  ["at once", ["HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"], { status: 200, body: "body" }],
  ["in pieces", ["HTTP/1.1 201 Cre", "ated\r\ncontent-length: 4\r\n", "\r\nbo", "dy"], { status: 201, body: "body" }],
  [
    "in chunks",
    ["HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n", "2\r\nbo\r\n", "2\r\ndy\r\n0\r\n\r\n"],
    { status: 400, body: "2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n" },
  ],
  ["without a body", ["HTTP/1.1 204 No Content\r\nDate: now\r\n\r\n"], { status: 204, body: "" }],
])("an answer that comes %s is read to its end, and the connection is kept", async (_how, pieces, { status, body }) => {
  const { connection, sockets } = await serverOf(pieces);
  for (let count = 0; count < 3; count += 1) expect(await connection.ask(request)).toMatchObject({ status, body });
  expect(sockets).toHaveLength(1);
});

test.each([
  ["with its connection", ["HTTP/1.0 200 OK\r\n\r\n", "bo", "dy"]],
  [
    "by its length, and the connection after it",
    ["HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody"],
  ],
])("where an answer ends %s, the next request opens another", async (_how, pieces) => {
  const { connection, sockets } = await serverOf(pieces, { isEnding: true });
  for (let count = 0; count < 3; count += 1)
    expect(await connection.ask(request)).toMatchObject({ status: 200, body: "body" });
  expect(sockets).toHaveLength(3);
});

test("a connection that ends within an answer is an error", async () => {
  const { connection } = await serverOf(["HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nbody"], { isEnding: true });
  await expect(connection.ask(request)).rejects.toThrow("closed");
});
