import { connect, type Socket } from "node:net";

/** What came back: the status, and the bytes of the answer's body as text. */
export type Reply = { readonly status: number; readonly body: string };

/** One kept-alive connection that carries one request after the other. */
export type Connection = {
  /** Sends a request, written out whole, and waits for its answer. Rejects when the connection ends instead. */
  ask(request: string): Promise<Reply>;
  close(): void;
};

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void };

/**
 * Opens a connection to the loopback. It reads just enough HTTP/1.1 to find the end of an answer (RFC 9112 §6), because
 * whatever the load costs is taken from the server that runs on the same processors.
 */
export function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let held = "";
  let waiting: Waiting | null = null;
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    held += text;
    const reply = readReply(held);
    if (reply === null) return;
    held = "";
    waiting?.resolve(reply);
    waiting = null;
  });
  socket.on("close", () => waiting?.reject(new Error("the connection was closed")));
  const connection: Connection = {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
  return opened(socket, connection);
}

function opened(socket: Socket, connection: Connection): Promise<Connection> {
  return new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(connection));
    socket.once("error", reject);
  });
}

/** The whole answer, or null while some of it is missing. Nothing is pipelined, so nothing follows it. */
function readReply(text: string): Reply | null {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = text.slice(0, end).toLowerCase();
  const body = text.slice(end + 4);
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  const isWhole = length === undefined ? body.endsWith("0\r\n\r\n") : body.length >= Number(length);
  return isWhole ? { status: Number(text.slice(9, 12)), body } : null;
}
