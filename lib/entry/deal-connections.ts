import cluster, { type Worker } from "node:cluster";
import { createServer, type Server, type Socket } from "node:net";
import { type Listening, listen } from "./listen.ts";

/** As many may wait for a worker as in a kernel's queue; who comes beyond that is not let in. */
const mostWaiting = 511;

/** A worker that has not taken so many hangs: others get what comes, while they do better. */
const mostUntaken = 16;

/** What a worker says of its connections (take-connections.ts). */
type Word = { readonly connections?: unknown; readonly id?: unknown };

/** A worker that takes connections, and those it was sent and has not taken yet. */
type Taker = { readonly worker: Worker; readonly sent: Map<number, Socket> };

/** The first process's part of the service: it accepts and hands on. */
export type Dealer = {
  /** Opens the port. Throws `StartFault` when it cannot. */
  open(listening: Listening): Promise<void>;
  /** From now on the port closes when the last worker has left. */
  endWithWorkers(): void;
};

/**
 * Deals connections to the workers that say they take them, one to each in turn, so that they share the work as evenly when
 * many come at once as when they come one by one. This process reads nothing of them and keeps each until its worker has said
 * that it has it: what was sent to a worker in the moment of its death goes to another, from its first byte.
 */
export function makeDealer(): Dealer {
  const takers = new Set<Taker>();
  const waiting: Socket[] = [];
  let servers: readonly Server[] = [];
  let isEnding = false;
  let lastId = 0;

  function deal(socket: Socket): void {
    const taker = nextOf(takers);
    if (!taker) {
      if (isEnding || waiting.length >= mostWaiting) socket.destroy();
      else waiting.push(socket);
      return;
    }
    takers.delete(taker);
    takers.add(taker);
    lastId += 1;
    taker.sent.set(lastId, socket);
    taker.worker.send({ connections: "sent", id: lastId }, socket, { keepOpen: true }, () => {});
  }

  function welcome(worker: Worker): void {
    const taker: Taker = { worker, sent: new Map() };
    takers.add(taker);
    worker.on("message", ({ connections, id }: Word) => {
      if (connections === "taken" && typeof id === "number") {
        taker.sent.get(id)?.destroy();
        taker.sent.delete(id);
      }
      if (connections === "leaving") {
        dismiss(taker);
        worker.send({ connections: "left" }, () => {});
      }
    });
    worker.once("exit", () => {
      dismiss(taker);
      heardOut(worker, () => taker.sent.forEach(deal));
    });
    for (const socket of waiting.splice(0)) deal(socket);
  }

  function dismiss(taker: Taker): void {
    takers.delete(taker);
    if (isEnding && takers.size === 0) for (const server of servers) server.close();
  }

  cluster.on("message", (worker, { connections }: Word) => {
    if (connections === "taking") welcome(worker);
  });
  return {
    async open(listening) {
      servers = await listen(() => makeServer(deal), listening);
    },
    endWithWorkers: () => {
      isEnding = true;
    },
  };
}

function makeServer(deal: (socket: Socket) => void): Server {
  const server = createServer({ pauseOnConnect: true, noDelay: true });
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    deal(socket);
  });
  return server;
}

/** Whose turn it is; one that hangs is passed over. */
function nextOf(takers: ReadonlySet<Taker>): Taker | undefined {
  const inTurn = [...takers];
  return inTurn.find(({ sent }) => sent.size < mostUntaken) ?? inTurn[0];
}

/** Runs `then` when all is read that a dead worker said; Node does not tell when it had been sent a connection. */
function heardOut(worker: Worker, then: () => void): void {
  if (worker.isConnected()) setTimeout(heardOut, 10, worker, then);
  else then();
}
