import { stopwatchMs } from "#lib/clock.ts";
import { log } from "#lib/log.ts";
import type { Served } from "./served.ts";
import { runShutdownTasks } from "./shutdown-tasks.ts";

/** A server that can be stopped. */
export type Stopper = {
  readonly isStopping: () => boolean;
  /** Stops as after a signal; the process ends with `exitCode`. */
  readonly stop: (exitCode: number) => void;
};

/** What is stopped. */
export type StopOrder = {
  readonly served: () => readonly Served[];
  /** Runs between the last request and the shutdown tasks. */
  readonly closeApplication: () => Promise<void>;
  /** The development server's web sockets never end by themselves, so little is waited for. */
  readonly isDev: boolean;
  /** How long connections are still taken, beyond the half second, while readiness says no. */
  readonly delayMs: number;
};

const lingerMs = 500;
const requestsWithinMs = 20_000;
const devRequestsWithinMs = 500;
const tasksWithinMs = 8_000;
const repeatAfterMs = 2_000;

/**
 * Stops on SIGTERM and SIGINT: after SHUTDOWN_DELAY and half a second no new connections, 20 s for the requests under way, then the tasks (mail
 * worker, database), then exit 0. A second signal, later than a terminal's and npm's double one, ends it at once.
 */
export function stopOnSignals(order: StopOrder): Stopper {
  let stoppingSinceMs: number | null = null;
  const stop = (exitCode: number) => {
    if (stoppingSinceMs !== null) return;
    stoppingSinceMs = stopwatchMs();
    void finish(order).finally(() => process.exit(exitCode));
  };
  const onSignal = () => {
    if (stoppingSinceMs !== null && stopwatchMs() - stoppingSinceMs > repeatAfterMs) process.exit(1);
    stop(0);
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
  return { isStopping: () => stoppingSinceMs !== null, stop };
}

async function finish(order: StopOrder): Promise<void> {
  log.info("stopping");
  const served = order.served();
  // Who has connected, and was not accepted yet by a busy process, would be cut off by a listener that closes at once.
  if (!order.isDev) await new Promise((resolve) => setTimeout(resolve, lingerMs + order.delayMs));
  const closed = Promise.all(served.map((one) => one.close()));
  // A connection that was busy when the server closed becomes idle later, and nobody but us ends it then.
  const sweep = setInterval(() => served.forEach(({ server }) => void server.closeIdleConnections()), 50);
  await within(order.isDev ? devRequestsWithinMs : requestsWithinMs, closed);
  clearInterval(sweep);
  for (const { server } of served) server.closeAllConnections();
  await within(
    tasksWithinMs,
    order
      .closeApplication()
      .catch(() => {})
      .then(runShutdownTasks),
  );
  log.info("stopped");
}

function within(limitMs: number, work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, limitMs))]);
}
