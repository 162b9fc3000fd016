import cluster from "node:cluster";
import { stopwatchMs } from "#lib/clock.ts";
import { StartFault } from "#lib/env/fault.ts";
import { log } from "#lib/log.ts";
import { type Dealer, makeDealer } from "./deal-connections.ts";
import type { Listening } from "./listen.ts";
import { passMetricsOn } from "./metrics-exchange.ts";

/** How many processes, the file each runs, and the port that they share. */
export type WorkerPlan = {
  readonly count: number;
  readonly file: string;
  readonly place: Listening;
  readonly stopDelayMs: number;
};

// Its predecessor ran beside a newer version that had migrated the database meanwhile: so may it.
const anyNewer = { DATABASE_MAY_BE_NEWER: "true" };
const shortestLifeMs = 10_000;
const longestPauseMs = 30_000;
const stopWithinMs = 30_000;

// With gigabytes free V8 lets a heap grow to a multiple of what lives in it before it looks: twice the memory for no more answers
// (docs/performance.md). No bound: a process that needs more gets it. The code in large pages is found again sooner beside hashes.
const leanHeap = ["--max-semi-space-size=8", "--heap-growing-percent=25", "--use-largepages=silent"];

/**
 * Runs `count` processes that share the port. Resolves when each has said that it is ready; rejects when one ends before
 * that. Later one that dies is replaced, after a pause that doubles while its successors die young (1 s to 30 s).
 * SIGTERM and SIGINT are passed on; this process ends after the last of them.
 */
export async function runWorkers({ count, file, place, stopDelayMs }: WorkerPlan): Promise<void> {
  cluster.setupPrimary({ exec: file, execArgv: [...process.execArgv, ...leanHeap] });
  passMetricsOn();
  const dealer = makeDealer();
  const state = { isStopping: false, pauseMs: 1_000, dealer };
  stopTogether(state, stopWithinMs + stopDelayMs);
  await Promise.all(Array.from({ length: count }, () => startFirst(state)));
  await dealer.open(place);
}

type State = { isStopping: boolean; pauseMs: number; readonly dealer: Dealer };

function startFirst(state: State): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = cluster.fork();
    const onEarlyExit = () => reject(new StartFault("A process ended before it was ready; the reason stands above."));
    worker.once("exit", onEarlyExit);
    worker.on("message", (word) => {
      if (!("ready" in word)) return;
      worker.removeListener("exit", onEarlyExit);
      replaceWhenDead(worker, state);
      resolve();
    });
  });
}

function replaceWhenDead(worker: ReturnType<typeof cluster.fork>, state: State): void {
  const bornMs = stopwatchMs();
  worker.once("exit", (code, signal) => {
    if (state.isStopping) return;
    log.error("worker_died", { pid: worker.process.pid, code, signal });
    const livedLong = stopwatchMs() - bornMs > shortestLifeMs;
    state.pauseMs = livedLong ? 1_000 : Math.min(state.pauseMs * 2, longestPauseMs);
    setTimeout(() => {
      if (!state.isStopping) replaceWhenDead(cluster.fork(anyNewer), state);
    }, state.pauseMs);
  });
}

function stopTogether(state: State, withinMs: number): void {
  const stop = () => {
    if (state.isStopping) return;
    state.isStopping = true;
    state.dealer.endWithWorkers();
    const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
    const ended = workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
    for (const worker of workers) worker.process.kill("SIGTERM");
    const limit = setTimeout(() => process.exit(1), withinMs);
    void Promise.all(ended).then(() => {
      clearTimeout(limit);
      process.exit(0);
    });
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
