import { database } from "#lib/db/client.ts";
import { type Sql, sql } from "#lib/db/sql.ts";
import type { Tx, Unit } from "#lib/db/unit.ts";
import { type AccountEvent, announce, eventRow } from "#lib/events/record.ts";
import type { AccessClaims } from "#lib/tokens/access-token.ts";
import type { KeptSession } from "./keep-session.ts";

/** A session is over when it was not used for this long, or is older than that (docs/security.md row 49, NIST AAL1). */
export const idleDays = 7;
/** The absolute life of a session in days. */
export const maxAgeDays = 30;
/** Proof of a factor counts as fresh for so many minutes (docs/security.md row 55). */
export const freshMinutes = 10;
/** At most so many sessions a user; the oldest go first (docs/security.md row 54). */
export const maxSessions = 20;

/** A live session with what every request needs of its user, read by one statement. */
export type LiveSession = {
  readonly sessionId: string;
  readonly kind: "cookie" | "token" | "jwt";
  /** The digest of the secret that it had when it was read. */
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly userId: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly locale: string;
  readonly hasPassword: boolean;
  readonly securityVersion: bigint;
  readonly isFresh: boolean;
  readonly isStale: boolean;
};

/**
 * What names a session: the digest of an opaque token and where it was carried; the claims of a genuine access token; or
 * the id, for whoever holds one of its refresh tokens.
 */
export type SessionKey =
  | { readonly tokenHash: Uint8Array<ArrayBuffer>; readonly carrier: "cookie" | "token" }
  | Pick<AccessClaims, "sessionId" | "userId" | "issuedAt" | "expiresAt">
  | { readonly jwtSessionId: string };

/**
 * The live session of this key, or null: the user is active and not disabled, its version is the one the session was
 * opened under, and neither age limit is passed by the database clock; an access token must be in time by the same clock
 * (at most 60 s from the future). Cookies carry `cookie` sessions, headers the others. One statement.
 */
export async function findLiveSession(
  client: Pick<Tx, "$queryRaw">,
  key: SessionKey,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<LiveSession | null> {
  const [row] = await client.$queryRaw<LiveSession[]>`
    SELECT s.id AS "sessionId", s.kind::text AS kind, s.token_hash AS "tokenHash", u.id AS "userId", u.username, u.email,
           u.email_verified_at IS NOT NULL AS "isEmailVerified",
           u.first_name AS "firstName", u.last_name AS "lastName", u.custom_fields AS "customFields", u.locale,
           u.password_hash IS NOT NULL AS "hasPassword", u.security_version AS "securityVersion",
           s.authenticated_at > now() - make_interval(mins => ${freshMinutes}::int) AS "isFresh",
           s.last_seen_at < now() - interval '5 minutes' AS "isStale"
      FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE ${namedBy(key)}
       AND s.security_version = u.security_version
       AND u.status = 'active' AND u.disabled_at IS NULL
       AND s.last_seen_at > now() - make_interval(days => ${idleDays}::int)
       AND s.created_at > now() - make_interval(days => ${maxAgeDays}::int)
    ${lock ? sql`FOR UPDATE OF s` : sql``}`;
  return row ?? null;
}

function namedBy(key: SessionKey): Sql {
  if ("tokenHash" in key) return sql`s.token_hash = ${key.tokenHash} AND s.kind::text = ${key.carrier}`;
  if ("jwtSessionId" in key) return sql`s.id = ${key.jwtSessionId}::uuid AND s.kind = 'jwt'`;
  return sql`s.id = ${key.sessionId}::uuid AND s.user_id = ${key.userId}::uuid AND s.kind = 'jwt'
       AND to_timestamp(${key.expiresAt}::float8) > now()
       AND to_timestamp(${key.issuedAt}::float8) <= now() + interval '60 seconds'`;
}

/** Notes that a session is in use. */
export async function touchSession(sessionId: string): Promise<void> {
  await database().statements.$executeRaw`UPDATE sessions SET last_seen_at = now() WHERE id = ${sessionId}::uuid`;
}

/** What a new session row holds. */
export type NewSession = {
  readonly id: string;
  readonly userId: string;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly kind: "cookie" | "token" | "jwt";
  readonly securityVersion: bigint;
  readonly device: string;
  readonly network: string;
  /** When a factor was proven, in seconds since 1970, where that was not just now: 0 for never. */
  readonly provenAt?: number | undefined;
  /** The same login has opened a session already: its event is kept once. */
  readonly isSecond?: boolean;
};

/**
 * Inserts a session, drops the user's oldest beyond `maxSessions` and keeps the login in the history, in one statement. The
 * row carries the version that was read before the password was checked, so a reset in between makes it dead on arrival
 * (docs/security.md row 51). False, and neither session nor event, when the account was deleted meanwhile. `alongside` are
 * further parts of the same statement, each `, name AS (…)`.
 */
export async function insertSession(unit: Unit, session: NewSession, alongside: Sql = sql``): Promise<boolean> {
  const { userId, device, network } = session;
  const event: AccountEvent = { name: "user_logged_in", userId, from: { device, network } };
  const count = await unit.tx.$executeRaw`
    WITH login AS (
      UPDATE users SET last_login_at = now() WHERE id = ${userId}::uuid RETURNING id
    ), surplus AS (
      DELETE FROM sessions WHERE id IN (
        SELECT id FROM sessions WHERE user_id = ${userId}::uuid
        ORDER BY last_seen_at DESC, id DESC OFFSET ${maxSessions - 1}::int)
    ) ${session.isSecond ? sql`` : sql`, noted AS (${eventRow(event, sql`FROM login`)})`} ${alongside}
    INSERT INTO sessions (id, user_id, token_hash, kind, security_version, device, network, authenticated_at)
    SELECT ${session.id}::uuid, login.id, ${session.tokenHash}, ${session.kind}::session_kind,
           ${session.securityVersion}::bigint, ${device}, ${network},
           least(now(), coalesce(to_timestamp(${session.provenAt ?? null}::float8), now()))
      FROM login`;
  if (count > 0 && !session.isSecond) await announce(unit, event);
  return count > 0;
}

/** Ends one session of the event's user and keeps the event; false, and no event, when it was not theirs or is gone. */
export async function deleteSession(unit: Unit, sessionId: string, event: AccountEvent): Promise<boolean> {
  const count = await unit.tx.$executeRaw`
    WITH ended AS (
      DELETE FROM sessions WHERE id = ${sessionId}::uuid AND user_id = ${event.userId}::uuid RETURNING id
    ) ${eventRow(event, sql`FROM ended`)}`;
  if (count > 0) await announce(unit, event);
  return count > 0;
}

/** Ends every API token of a user; how many there were. */
export function deleteTokenSessions(tx: Tx, userId: string): Promise<number> {
  return tx.$executeRaw`DELETE FROM sessions WHERE user_id = ${userId}::uuid AND kind = 'token'`;
}

/** What became of a session's new secret; `overtaken`: another request of the same session was first, and its secret holds. */
export type Rotated = "rotated" | "overtaken" | "gone";

/**
 * Gives the principal's session a new secret (a token keeps its own), a new time of authentication, and keeps the event; one
 * statement with `alongside`. Of many at once with one secret one is `rotated`, and the others change nothing. `gone`: the
 * account was deleted, or changed so that what was proven holds no more.
 */
export async function rotateSession(
  unit: Unit,
  { principal, keep }: { readonly principal: LiveSession; readonly keep: KeptSession },
  { event, alongside }: { readonly event: AccountEvent; readonly alongside: Sql },
): Promise<Rotated> {
  // The user's row is locked first, as in a deletion: else each would wait for the other.
  const [row] = await unit.tx.$queryRaw<{ isOurs: boolean }[]>`
    WITH owner AS MATERIALIZED (
      SELECT id FROM users WHERE id = ${principal.userId}::uuid FOR KEY SHARE
    ), own AS MATERIALIZED (
      SELECT s.id, s.token_hash = ${principal.tokenHash} AS ours FROM owner JOIN sessions s ON s.user_id = owner.id
       WHERE s.id = ${keep.sessionId}::uuid AND s.security_version = ${principal.securityVersion}::bigint FOR UPDATE OF s
    ), renewed AS (
      UPDATE sessions s SET token_hash = coalesce(${keep.tokenHash}, s.token_hash),
             authenticated_at = CASE WHEN ${keep.proves} THEN now() ELSE s.authenticated_at END
        FROM own WHERE s.id = own.id AND own.ours
    ), noted AS (${eventRow(event, sql`FROM own WHERE own.ours`)}) ${alongside}
    SELECT ours AS "isOurs" FROM own`;
  if (!row) return "gone";
  if (!row.isOurs) return "overtaken";
  await announce(unit, event);
  return "rotated";
}

/** One session as its owner sees it. */
export type SessionListing = {
  readonly id: string;
  readonly kind: "cookie" | "token" | "jwt";
  readonly device: string;
  readonly network: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
};

/** The live sessions of a user, the last used first. */
export async function listLiveSessions(userId: string): Promise<SessionListing[]> {
  return database().statements.$queryRaw<SessionListing[]>`
    SELECT s.id, s.kind::text AS kind, s.device, s.network, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt"
      FROM sessions s JOIN users u ON u.id = s.user_id AND u.security_version = s.security_version
     WHERE s.user_id = ${userId}::uuid
       AND s.last_seen_at > now() - make_interval(days => ${idleDays}::int)
       AND s.created_at > now() - make_interval(days => ${maxAgeDays}::int)
     ORDER BY s.last_seen_at DESC, s.id DESC`;
}
