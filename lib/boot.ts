import { setTimeout as pause } from "node:timers/promises";
import { decideMail } from "#lib/accounts/decide-mail.ts";
import { sweep } from "#lib/accounts/sweep.ts";
import { stopwatchMs } from "#lib/clock.ts";
import { startCommandSocket } from "#lib/commands/socket.ts";
import { closeDatabase, type Database, openDatabase } from "#lib/db/client.ts";
import { connectionFacts } from "#lib/db/connection-facts.ts";
import { isPoolerRefusal, isUnavailable, poolerMend } from "#lib/db/errors.ts";
import { schemaState } from "#lib/db/migrations/pending.ts";
import { onShutdown } from "#lib/entry/shutdown-tasks.ts";
import { StartFault } from "#lib/entry/start-fault.ts";
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
  await demandSchema(database);
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

async function demandSchema(database: Database): Promise<void> {
  const { missing, unknown } = await reached(() => schemaState(database.statements));
  if (missing.length > 0) throw new StartFault(`The database lacks ${missing.join(", ")}. Run: npm run db:migrate`);
  if (unknown.length === 0) return;
  const newer = unknown.join(", ");
  if (env().DATABASE_MAY_BE_NEWER) return log.warn("database_is_newer", { newer });
  throw new StartFault(
    `The database is newer than this version: it has ${newer}. Start the newer version; or, to go back one release,` +
      " set DATABASE_MAY_BE_NEWER=true.",
  );
}

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
      if (isPoolerRefusal(error)) throw new StartFault(poolerWords);
      if (!isUnavailable(error)) throw new StartFault(refusedWords);
      if (stopwatchMs() - startedMs > databaseWithinMs) throw new StartFault(awayWords);
      log.warn("waiting_for_database", { error });
      await pause(1_000);
    }
  }
}

const awayWords =
  "The database of DATABASE_URL does not answer: is the server running, and can it be reached from here?";
const poolerWords =
  "A pooler between us and the database of DATABASE_URL refuses our connections' settings (docs/operations.md). PgBouncer:" +
  ` ${poolerMend}`;
const refusedWords =
  "The database of DATABASE_URL cannot be used: is its name right, and does it let this user in with this password?";
