import { decideMail } from "#lib/accounts/decide-mail.ts";
import { sweep } from "#lib/accounts/sweep.ts";
import { startCommandSocket } from "#lib/commands/socket.ts";
import { closeDatabase, openDatabase } from "#lib/db/client.ts";
import { schemaState } from "#lib/db/migrations/pending.ts";
import { onShutdown } from "#lib/entry/shutdown-tasks.ts";
import { StartFault } from "#lib/entry/start-fault.ts";
import { env } from "#lib/env.ts";
import { startBoss, stopBoss } from "#lib/mail/boss.ts";
import { startHourly } from "#lib/mail/hourly.ts";
import { startMailWorker } from "#lib/mail/worker.ts";
import { setHashCost } from "#lib/passwords/hash.ts";

/**
 * Starts what lives as long as the process: the database, the queue with its worker and the hourly sweep, and on the
 * embedded database the socket for commands. Throws a sentence for the operator when the schema is of another version.
 */
export async function boot(): Promise<void> {
  const { PASSWORD_HASH_MEMORY_KIB: memoryKib, PASSWORD_HASH_PASSES: passes } = env();
  setHashCost({ memoryKib, passes, lanes: 1 });
  const database = await openDatabase();
  onShutdown(closeDatabase);
  const { missing, unknown } = await schemaState(database.prisma);
  if (missing.length > 0) throw new StartFault(`The database lacks ${missing.join(", ")}. Run: npm run db:migrate`);
  if (unknown.length > 0)
    throw new StartFault(`The database is newer than this version: it has ${unknown.join(", ")}.`);
  await startBoss();
  onShutdown(() => stopBoss());
  await startMailWorker(decideMail);
  await startHourly("sweep", sweep);
  if (database.embedded) onShutdown(await startCommandSocket());
}
