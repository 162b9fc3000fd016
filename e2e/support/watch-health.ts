import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Place } from "./place.ts";

/** Watches the health answer from a thread of its own; the function ends that and returns the times in milliseconds, the shortest first. */
export function watchHealth({ url }: Pick<Place, "url">): () => Promise<number[]> {
  const watch = new Worker(path.resolve("e2e/support/health-thread.ts"), { workerData: url });
  const times = new Promise<number[]>((resolve, reject) => watch.once("message", resolve).once("error", reject));
  return async () => {
    watch.postMessage("over");
    return (await times).toSorted((a, b) => a - b);
  };
}
