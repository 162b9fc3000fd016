import { setTimeout as pause } from "node:timers/promises";
import { decideMail } from "#lib/accounts/decide-mail.ts";
import { sweep } from "#lib/accounts/sweep.ts";
import { stopwatchMs } from "#lib/clock.ts";
import { startCommandSocket } from "#lib/commands/socket.ts";
import { closeDatabase, type Database, openDatabase } from "#lib/db/client.ts";
import { connectionFacts } from "#lib/db/connection-facts.ts";
import { demandSchema } from "#lib/db/migrations/pending.ts";
import { refusalOf } from "#lib/db/refusal.ts";
import { onShutdown } from "#lib/entry/shutdown-tasks.ts";
import { isStartFault, StartFault } from "#lib/env/fault.ts";
import { coresEach, processCount } from "#lib/env/process-count.ts";
import { env } from "#lib/env.ts";
import { startWebHookWorker } from "#lib/events/web-hook-worker.ts";
import { log } from "#lib/log.ts";
import { startMailWorker } from "#lib/mail/worker.ts";
import { startMetrics } from "#lib/metrics/start.ts";
import { setHashCost, setHashPlaces } from "#lib/passwords/hash.ts";
import { startBoss } from "#lib/queue/boss.ts";
import { startHourly } from "#lib/queue/hourly.ts";
import { stopQueue } from "#lib/queue/stop.ts";

/**
 * Starts what lives as long as the process: the database, the queue with its worker and the hourly sweep, and on the
 * embedded database the socket for commands. Throws a sentence for the operator when the schema is of another version.
 */
export async function boot(): Promise<void> {
  const { PASSWORD_HASH_MEMORY_KIB: memoryKib, PASSWORD_HASH_PASSES: passes } = env();
  setHashCost({ memoryKib, passes, lanes: 1 });
  setHashPlaces(coresEach(processCount(env())));
  const database = await openDatabase();
  onShutdown(closeDatabase);
  await reached(() => demandSchema(database.statements));
  await demandUtc(database);
  await startBoss();
  onShutdown(() => stopQueue());
  startMetrics();
  startMailWorker(decideMail);
  startWebHookWorker();
  await startHourly("sweep", sweep);
  if (database.embedded) onShutdown(await startCommandSocket());
}

/** Longer than a server takes that starts beside us, and shorter than the entry waits for us. */
const databaseWithinMs = 40_000;

/** The drivers read and write times without their zone: with another one sessions and links would live hours too long. */
async function demandUtc({ statements, embedded }: Database): Promise<void> {
  if (embedded) return;
  const { isUtc, timeZone } = await connectionFacts(statements);
  if (isUtc) return;
  throw new StartFault(
    `The connections of DATABASE_URL keep ${timeZone} instead of UTC, which they ask for: does a pooler between drop it?` +
      " As the database's owner: ALTER ROLE (the user of DATABASE_URL) SET timezone = 'UTC'",
  );
}

/** A machine's parts do not start in order: a database that cannot answer yet is waited for. */
async function reached<T>(ask: () => Promise<T>): Promise<T> {
  const startedMs = stopwatchMs();
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (isStartFault(error)) throw error;
      const refusal = refusalOf(error);
      if (refusal !== null) throw new StartFault(refusal);
      if (stopwatchMs() - startedMs > databaseWithinMs) throw new StartFault(awayWords);
      log.warn("waiting_for_database", { error });
      await pause(1_000);
    }
  }
}

const awayWords =
  "The database of DATABASE_URL does not answer: is the server running, and can it be reached from here?";
