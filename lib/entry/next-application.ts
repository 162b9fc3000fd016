import { createRequire } from "node:module";
import type next from "next";
import type { Application } from "./gate.ts";
import { demandBoot } from "./start-fault.ts";

/** Next behind the gate. */
export type NextApplication = { readonly handle: Application; readonly close: () => Promise<void> };

/**
 * Loads Next and prepares it; `instrumentation.ts` has run when this is done. Loaded late, because React decides by
 * NODE_ENV, as it is loaded, which of its two builds it is.
 */
export async function prepareNext(options: {
  readonly isDev: boolean;
  readonly port: number;
}): Promise<NextApplication> {
  const load: typeof next = createRequire(import.meta.url)("next");
  const app = load({ dev: options.isDev, dir: ".", hostname: "localhost", port: options.port });
  await app.prepare();
  demandBoot();
  const handle = app.getRequestHandler();
  return { handle: (request, response) => handle(request, response), close: () => app.close() };
}
