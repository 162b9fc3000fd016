import type { Database } from "#lib/db/client.ts";

// Any fixed number will do, as long as every Latchkey uses the same one.
const lockNumber = 5_262_201;

/**
 * Runs `work` while no other process migrates this server: waits up to a minute for the advisory lock, which dies with its
 * transaction, so a killed migration never blocks the next. The embedded database has one process and needs no lock.
 */
export async function withMigrationLock<T>(database: Database, work: () => Promise<T>): Promise<T> {
  if (database.embedded) return work();
  return database.prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET LOCAL statement_timeout = '60s'`;
      await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`;
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumber})`;
      return work();
    },
    { maxWait: 10_000, timeout: 600_000 },
  );
}
