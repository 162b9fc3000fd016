import { once } from "node:events";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Place } from "./place.ts";

/**
 * Watches the health answer from a thread of its own, and resolves when it has begun; the function ends that and returns the
 * times in milliseconds, the shortest first.
 */
export async function watchHealth({ url }: Pick<Place, "url">): Promise<() => Promise<number[]>> {
  const watch = new Worker(path.resolve("e2e/support/health-thread.ts"), { workerData: url });
  await once(watch, "message");
  const times = new Promise<number[]>((resolve, reject) => watch.once("message", resolve).once("error", reject));
  return async () => {
    watch.postMessage("over");
    return (await times).toSorted((a, b) => a - b);
  };
}
