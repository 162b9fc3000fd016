import { database } from "#lib/db/client.ts";
import type { Tx } from "#lib/db/unit.ts";
import { refreshTokenSeconds, siblingSeconds } from "./refresh-token.ts";

type Hash = Uint8Array<ArrayBuffer>;

/** What presenting a refresh token comes to; `again`: used moments ago, by a second tab of the same browser. */
export type Presented = "first" | "again" | "reused" | "expired" | "unknown";

/**
 * Keeps a new token of a session and forgets what of it died long ago. The session counts as seen now. Returns the
 * database's clock in whole seconds: when the access token beside it is issued.
 */
export async function insertRefreshToken(tx: Tx, sessionId: string, hash: Hash): Promise<number> {
  const [row] = await tx.$queryRaw<{ nowSeconds: number }[]>`
    WITH dead AS (
      DELETE FROM refresh_tokens WHERE session_id = ${sessionId}::uuid
         AND created_at < now() - make_interval(secs => ${2 * refreshTokenSeconds}::int)
    ), seen AS (
      UPDATE sessions SET last_seen_at = now() WHERE id = ${sessionId}::uuid
    )
    INSERT INTO refresh_tokens (token_hash, session_id) VALUES (${hash}, ${sessionId}::uuid)
    RETURNING floor(extract(epoch FROM now()))::float8 AS "nowSeconds"`;
  if (!row) throw new Error("an insert answers its row");
  return row.nowSeconds;
}

/** The session a token belongs to, and its user, whatever state they are in, or null. */
export async function findRefreshOwner(
  tx: Pick<Tx, "$queryRaw">,
  hash: Hash,
): Promise<{ readonly sessionId: string; readonly userId: string } | null> {
  const [row] = await tx.$queryRaw<{ sessionId: string; userId: string }[]>`
    SELECT s.id AS "sessionId", s.user_id AS "userId"
      FROM refresh_tokens r JOIN sessions s ON s.id = r.session_id WHERE r.token_hash = ${hash}`;
  return row ?? null;
}

/**
 * Marks a token as used, once, and says what it came to. The caller holds the lock on its session: two presentations at
 * once are one after the other.
 */
export async function spendRefreshToken(tx: Tx, hash: Hash): Promise<Presented> {
  const [row] = await tx.$queryRaw<{ isFirst: boolean; isReused: boolean; isExpired: boolean }[]>`
    WITH before AS (
      SELECT used_at, created_at <= now() - make_interval(secs => ${refreshTokenSeconds}::int) AS expired
        FROM refresh_tokens WHERE token_hash = ${hash}
    ), spent AS (
      UPDATE refresh_tokens SET used_at = now()
       WHERE token_hash = ${hash} AND used_at IS NULL AND NOT (SELECT expired FROM before)
    )
    SELECT used_at IS NULL AS "isFirst", expired AS "isExpired",
           coalesce(used_at < now() - make_interval(secs => ${siblingSeconds}::int), false) AS "isReused"
      FROM before`;
  if (!row) return "unknown";
  if (row.isReused) return "reused";
  if (row.isExpired) return "expired";
  return row.isFirst ? "first" : "again";
}

/** The session of a token that could still be exchanged, unused and in time, or null. */
export async function findUsableRefreshSession(hash: Hash): Promise<string | null> {
  const [row] = await database().statements.$queryRaw<{ sessionId: string }[]>`
    SELECT session_id AS "sessionId" FROM refresh_tokens
     WHERE token_hash = ${hash} AND used_at IS NULL
       AND created_at > now() - make_interval(secs => ${refreshTokenSeconds}::int)`;
  return row?.sessionId ?? null;
}
