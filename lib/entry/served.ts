import type { Server } from "node:http";

/** A server whose connections come somehow. */
export type Served = {
  readonly server: Server;
  /** Lets no more connections come; resolves when the last of them has ended. */
  close(): Promise<void>;
};

/** One that listens by itself. */
export function listening(server: Server): Served {
  return { server, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
