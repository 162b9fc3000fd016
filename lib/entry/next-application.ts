import { createServer } from "node:http";
import { createRequire } from "node:module";
import type next from "next";
import { demandBoot } from "./boot-outcome.ts";
import type { Application } from "./gate.ts";
import type { Upgrade } from "./http-servers.ts";

/** Next behind the gate. */
export type NextApplication = {
  readonly handle: Application;
  /** The development server's web socket; null in production. */
  readonly upgrade: Upgrade | null;
  readonly close: () => Promise<void>;
};

/**
 * Loads Next and prepares it; `instrumentation.ts` has run when this is done. Loaded late, because React decides by
 * NODE_ENV, as it is loaded, which of its two builds it is.
 */
export async function prepareNext(options: {
  readonly isDev: boolean;
  readonly port: number;
}): Promise<NextApplication> {
  const load: typeof next = createRequire(import.meta.url)("next");
  // Next puts its listener for upgrades on this server, which never listens itself; the real ones pass theirs on.
  const httpServer = createServer();
  const app = load({ dev: options.isDev, dir: ".", hostname: "localhost", port: options.port, httpServer });
  await app.prepare();
  await demandBoot();
  const handle = app.getRequestHandler();
  const upgrade: Upgrade = (...upgrade) => void httpServer.emit("upgrade", ...upgrade);
  return {
    handle: (request, response) => handle(request, response),
    upgrade: options.isDev ? upgrade : null,
    close: () => app.close(),
  };
}
