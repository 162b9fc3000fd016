import type { Server } from "node:http";
import { Socket } from "node:net";
import type { Served } from "./served.ts";

/** What the two processes say of connections (deal-connections.ts). */
type Word = { readonly connections?: unknown; readonly id?: unknown };

/** Serves, in a worker, the connections that the first process deals to it. */
export function takeConnections(server: Server): Served {
  const open = new Set<Socket>();
  const left = Promise.withResolvers<void>();
  // What a server that listens does by itself: without it no connection is ever too slow or idle.
  server.emit("listening");
  process.on("message", ({ connections, id }: Word, socket) => {
    if (connections === "left") left.resolve();
    if (connections !== "sent") return;
    say({ connections: "taken", id });
    // It may have been cut off on the way.
    if (!(socket instanceof Socket)) return;
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    server.emit("connection", socket);
  });
  say({ connections: "taking" });
  return {
    server,
    async close() {
      say({ connections: "leaving" });
      await left.promise;
      await Promise.all([...open].map((socket) => new Promise((resolve) => socket.once("close", resolve))));
    },
  };
}

// With the first process gone, this one ends too: nobody misses the word.
function say(word: Word): void {
  process.send?.(word, undefined, undefined, () => {});
}
