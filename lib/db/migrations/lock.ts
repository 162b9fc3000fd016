import type { Database } from "#lib/db/client.ts";

// Any fixed numbers will do, as long as every Latchkey uses the same ones.
const lockNumber = 5_262_201;
/** Held by the script of a migration itself, which the server may carry to its end after its process was killed. */
export const scriptLockNumber = 5_262_202;
const longestMs = 6 * 3_600_000;

/**
 * Runs `work` while no other process migrates this server. Where one does, `onWait` is told and this waits for its end: the
 * advisory lock dies with its transaction, so a killed migration never blocks the next. The embedded database has one process
 * and needs no lock. The database must have been opened unhurried.
 */
export async function withMigrationLock<T>(database: Database, onWait: () => void, work: () => Promise<T>): Promise<T> {
  if (database.embedded) return work();
  return database.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET LOCAL lock_timeout = 0`;
      await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`;
      const [row] = await tx.$queryRaw<
        { isFree: boolean }[]
      >`SELECT pg_try_advisory_xact_lock(${lockNumber}) AS "isFree"`;
      if (!row?.isFree) {
        onWait();
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber})`;
      }
      await tx.$executeRaw`SELECT pg_advisory_lock(${scriptLockNumber})`;
      await tx.$executeRaw`SELECT pg_advisory_unlock(${scriptLockNumber})`;
      return work();
    },
    { maxWait: 10_000, timeout: longestMs },
  );
}
