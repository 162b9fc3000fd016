import { connect, type Socket } from "node:net";

/** What came back: the status, and the bytes of the answer's body as text. */
export type Reply = { readonly status: number; readonly body: string };

/** One connection that carries one request after the other; opened anew where the server ends it after an answer. */
export type Connection = {
  /** Sends a request, written out whole, and waits for its answer. Rejects when the connection ends instead. */
  ask(request: string): Promise<Reply>;
  close(): void;
};

type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void };

/** A connection, as long as the server keeps it. */
type Line = Connection & { readonly isOver: () => boolean };

/**
 * Opens a connection to the loopback. It reads just enough HTTP/1.1 to find the end of an answer (RFC 9112 §6), because
 * whatever the load costs is taken from the server that runs on the same processors.
 */
export async function openConnection(port: number): Promise<Connection> {
  let line = await openLine(port);
  return {
    async ask(request) {
      if (line.isOver()) line = await openLine(port);
      return line.ask(request);
    },
    close: () => line.close(),
  };
}

function openLine(port: number): Promise<Line> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let [held, isOver] = ["", false];
  let waiting: Waiting | null = null;
  const read = () => {
    const answer = readAnswer(held, isOver);
    if (answer === null) return;
    isOver ||= answer.isLast;
    held = "";
    waiting?.resolve(answer);
    waiting = null;
  };
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    held += text;
    read();
  });
  socket.on("close", () => {
    isOver = true;
    read();
    waiting?.reject(new Error("the connection was closed"));
  });
  return opened(socket, {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    isOver: () => isOver,
    close: () => socket.destroy(),
  });
}

function opened(socket: Socket, line: Line): Promise<Line> {
  return new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(line));
    socket.once("error", reject);
  });
}

/** The whole answer, or null while some of it is missing. Nothing is pipelined, so nothing follows it. */
function readAnswer(text: string, isOver: boolean): (Reply & { readonly isLast: boolean }) | null {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const head = text.slice(0, end).toLowerCase();
  const body = text.slice(end + 4);
  return isWhole(head, body, isOver) ? { status: Number(text.slice(9, 12)), body, isLast: isLast(head) } : null;
}

function isWhole(head: string, body: string, isOver: boolean): boolean {
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (length !== undefined) return body.length >= Number(length);
  if (/^http\/1\.[01] (?:204|304)/.test(head)) return true;
  // With neither a length nor chunks the answer ends with its connection.
  return head.includes("\r\ntransfer-encoding: chunked") ? body.endsWith("0\r\n\r\n") : isOver;
}

/** Whether the server ends the connection after this answer: it says so, or speaks HTTP/1.0 and does not say otherwise. */
function isLast(head: string): boolean {
  const word = /\r\nconnection: *([a-z-]+)/.exec(head)?.[1];
  return word === "close" || (word === undefined && head.startsWith("http/1.0"));
}
