import { availableParallelism } from "node:os";
import type { Env } from "./read.ts";

/** How many processes answer: WEB_CONCURRENCY or one for each core on a server; one on the embedded database. */
export function processCount({ DATABASE_URL, WEB_CONCURRENCY }: Pick<Env, "DATABASE_URL" | "WEB_CONCURRENCY">): number {
  return DATABASE_URL === undefined ? 1 : (WEB_CONCURRENCY ?? availableParallelism());
}

/** How many of this machine's cores are one process's share: at least 1. */
export function coresEach(processes: number, cores = availableParallelism()): number {
  return Math.max(1, Math.ceil(cores / processes));
}
