import { database } from "#lib/db/client.ts";
import { type Sql, sql } from "#lib/db/sql.ts";
import { together } from "#lib/db/together.ts";

/** A pending row that may be mailed a verification link. */
export type PendingRow = {
  readonly userId: string;
  readonly email: string;
  /** In use already, because no proof was demanded first. */
  readonly isActive: boolean;
  readonly username: string | null;
  readonly securityVersion: bigint;
  readonly locale: string;
  /** The owner of the address, when it has one: then the link is not for this row. */
  readonly ownerId: string | null;
  /** How many earlier pending rows name the same address. */
  readonly earlierRows: number;
  /** Until when the row is kept for its newest link; null for an active one. */
  readonly linkExpiresAt: Date | null;
};

/** Which pending row: by id, registrant cookie, folded username, or the newest of an address; the first given counts. */
export type PendingKey =
  | { readonly id: string }
  | { readonly registrantHash: Uint8Array<ArrayBuffer> }
  | { readonly usernameKey: string }
  | { readonly email: string };

/** The pending (or, where verification is optional, unverified) row a verification mail is for, or null. */
export function findPendingRow(key: PendingKey): Promise<PendingRow | null> {
  if ("id" in key) return findById(key.id);
  if ("registrantHash" in key) return findBy(sql`u.registrant_hash = ${key.registrantHash}`);
  return findBy("email" in key ? sql`u.email = ${key.email}` : sql`u.username_key = ${key.usernameKey}`);
}

/** Those of all mails that are decided in the same turn, by one statement. */
const findById = together<string, PendingRow | null>(async (ids) => {
  const rows = await pendingRows(sql`u.id = ANY(${ids}::uuid[])`);
  const found = new Map(rows.map((row) => [row.userId, row]));
  return ids.map((id) => found.get(id) ?? null);
});

async function findBy(which: Sql): Promise<PendingRow | null> {
  const [row] = await pendingRows(sql`${which} ORDER BY u.created_at DESC, u.id DESC LIMIT 1`);
  return row ?? null;
}

function pendingRows(which: Sql): Promise<PendingRow[]> {
  return database().statements.$queryRaw<PendingRow[]>`
    SELECT u.id AS "userId", u.email, u.status = 'active' AS "isActive", u.username, u.security_version AS "securityVersion", u.locale,
           u.link_expires_at AS "linkExpiresAt",
           (SELECT o.id FROM users o WHERE o.email = u.email AND o.status = 'active' AND o.id <> u.id) AS "ownerId",
           (SELECT count(*)::int FROM users p
             WHERE p.email = u.email AND p.status = 'pending' AND (p.created_at, p.id) < (u.created_at, u.id)) AS "earlierRows"
      FROM users u
     WHERE u.email_verified_at IS NULL AND u.disabled_at IS NULL AND u.email IS NOT NULL
       AND ${which}`;
}

/** Lets a pending row live as long as the link that is about to be mailed, and 14 days more, at most 30 from its making. */
export async function prolongPendingRow(userId: string, bornAt: Date, lifeSeconds: number): Promise<void> {
  await database().statements.$executeRaw`
    UPDATE users SET
      link_expires_at = greatest(link_expires_at, ${bornAt}::timestamptz + make_interval(secs => ${lifeSeconds}::int)),
      purge_after = least(greatest(link_expires_at, ${bornAt}::timestamptz + make_interval(secs => ${lifeSeconds}::int))
                          + interval '14 days', created_at + interval '30 days')
     WHERE id = ${userId}::uuid AND status = 'pending'`;
}
