import { database } from "#lib/db/client.ts";
import { idleDays, maxAgeDays } from "#lib/sessions/session-store.ts";

/** What housekeeping removes. */
export const sweepable = ["pending rows", "sessions", "changes of address", "limits", "history"] as const;

const batchSize = 1_000;

/** Removes up to a thousand rows of a kind whose time is over by the database clock; how many there were. */
export function sweepBatch(kind: (typeof sweepable)[number]): Promise<number> {
  const { statements } = database();
  switch (kind) {
    case "pending rows":
      return statements.$executeRaw`
        DELETE FROM users WHERE id IN (
          SELECT id FROM users WHERE status = 'pending' AND purge_after < now() LIMIT ${batchSize}::int)`;
    case "sessions":
      return statements.$executeRaw`
        DELETE FROM sessions WHERE id IN (
          SELECT id FROM sessions WHERE last_seen_at < now() - make_interval(days => ${idleDays}::int)
             OR created_at < now() - make_interval(days => ${maxAgeDays}::int) LIMIT ${batchSize}::int)`;
    case "changes of address":
      // No link to confirm one lives longer than 30 days, and none can be undone after three; till then they are history.
      return statements.$executeRaw`
        DELETE FROM email_changes WHERE id IN (
          SELECT id FROM email_changes
           WHERE greatest(requested_at, confirmed_at) < now() - CASE state WHEN 'pending' THEN interval '31 days'
                                                                           ELSE interval '90 days' END
           LIMIT ${batchSize}::int)`;
    case "limits":
      return statements.$executeRaw`
        DELETE FROM limit_buckets WHERE key IN (
          SELECT key FROM limit_buckets WHERE resets_at < now() LIMIT ${batchSize}::int)`;
    case "history":
      return statements.$executeRaw`
        DELETE FROM account_events WHERE id IN (
          SELECT id FROM account_events WHERE at < now() - interval '90 days' LIMIT ${batchSize}::int)`;
  }
}
