import { metricsAccess } from "./access.ts";
import { figuresOfAll } from "./exchange.ts";
import { figuresAsJson, figuresType, writeFigures } from "./registry.ts";

/** Answers a question for the figures of this server: all of its processes on this machine, added up. */
export async function answerMetrics(request: Request): Promise<Response | "refused" | "closed"> {
  const access = metricsAccess(request.headers);
  if (access !== "open") return access;
  const text = await writeFigures(await figuresOfAll(figuresAsJson));
  return new Response(text, { headers: { "content-type": figuresType, "cache-control": "no-store" } });
}
