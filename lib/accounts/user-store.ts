import { database } from "#lib/db/client.ts";
import { sql } from "#lib/db/sql.ts";
import { together } from "#lib/db/together.ts";
import { retried, type Tx } from "#lib/db/unit.ts";

/** What login and links need of a user; never leaves a use case. */
export type UserRow = {
  readonly userId: string;
  readonly status: "pending" | "active";
  readonly username: string | null;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly passwordHash: string | null;
  readonly securityVersion: bigint;
  readonly isVerified: boolean;
  readonly isDisabled: boolean;
  readonly registrantHash: Uint8Array | null;
  readonly locale: string;
  /** Here: a login before its import does not count, as no device of it is known. */
  readonly hasLoggedIn: boolean;
  readonly linkExpiresAt: Date | null;
  /** The address of a pending change, if there is one. */
  readonly pendingEmail: string | null;
};

/** A user, or nobody, and the database's clock of the same moment, in whole seconds. */
export type Found = { readonly user: UserRow | null; readonly nowSeconds: number };

type FoundRow = UserRow & { readonly nowSeconds: number };

/** How a user is looked up: by exactly one unique key, or by an address among active rows. */
export type UserKey = { readonly id: string } | { readonly usernameKey: string } | { readonly activeEmail: string };

// The id is a UUID v7: its first 48 bits are the milliseconds when the row was made here, by import too (RFC 9562 §5.7).
const madeAt = sql`to_timestamp(('x' || left(replace(u.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)`;

const columns = sql`
  u.id AS "userId", u.status::text AS status, u.username, u.email, u.first_name AS "firstName",
  u.last_name AS "lastName", u.custom_fields AS "customFields", u.password_hash AS "passwordHash",
  u.security_version AS "securityVersion", u.email_verified_at IS NOT NULL AS "isVerified",
  u.disabled_at IS NOT NULL AS "isDisabled", u.registrant_hash AS "registrantHash", u.locale,
  coalesce(u.last_login_at > ${madeAt}, false) AS "hasLoggedIn", u.link_expires_at AS "linkExpiresAt",
  (SELECT c.new_email FROM email_changes c WHERE c.user_id = u.id AND c.state = 'pending') AS "pendingEmail"`;

/** Finds one user by a unique key, in one statement that also reads the clock, whether or not there is such a user. */
export async function findUser(key: UserKey, client: Pick<Tx, "$queryRaw"> = database().statements): Promise<Found> {
  const id = "id" in key ? key.id : null;
  const usernameKey = "usernameKey" in key ? key.usernameKey : null;
  const activeEmail = "activeEmail" in key ? key.activeEmail : null;
  const [row] = await client.$queryRaw<(FoundRow | { userId: null; nowSeconds: number })[]>`
    SELECT ${columns},
           floor(extract(epoch FROM now()))::float8 AS "nowSeconds"
      FROM (SELECT 1) AS one
      LEFT JOIN users u ON u.id = ${id}::uuid OR u.username_key = ${usernameKey}
                        OR (u.email = ${activeEmail} AND u.status = 'active')`;
  if (!row) throw new Error("a query without conditions answers a row");
  return { user: row.userId === null ? null : row, nowSeconds: row.nowSeconds };
}

/** How somebody who logs in names the account. */
export type LoginName = Exclude<UserKey, { readonly id: string }>;

/** The user whom a login names, or null; all who ask in one turn of the event loop are found by one statement. */
export const findByLogin: (name: LoginName) => Promise<UserRow | null> = together(async (names) => {
  const usernameKeys = names.flatMap((name) => ("usernameKey" in name ? [name.usernameKey] : []));
  const emails = names.flatMap((name) => ("activeEmail" in name ? [name.activeEmail] : []));
  const rows = await database().statements.$queryRaw<(UserRow & { readonly usernameKey: string | null })[]>`
    SELECT ${columns}, u.username_key AS "usernameKey"
      FROM users u
     WHERE u.username_key = ANY(${usernameKeys}) OR (u.email = ANY(${emails}) AND u.status = 'active')`;
  const byUsername = new Map(rows.map((row) => [row.usernameKey, row]));
  const byEmail = new Map(rows.flatMap((row) => (row.status === "active" ? [[row.email, row]] : [])));
  return names.map((name) => {
    return ("usernameKey" in name ? byUsername.get(name.usernameKey) : byEmail.get(name.activeEmail)) ?? null;
  });
});

/** Stores a re-made hash of the same password. Raises no version: nothing changed for anybody. */
export async function storeRehash(userId: string, before: string, after: string): Promise<void> {
  await database().statements.$executeRaw`
    UPDATE users SET password_hash = ${after} WHERE id = ${userId}::uuid AND password_hash = ${before}`;
}

/** Notes for the waiting screen what became of the newest verification mail, unless the row has moved on. */
export async function noteVerificationMail(userId: string, version: bigint, state: "sent" | "refused"): Promise<void> {
  await noteTogether({ userId, version, state });
}

type MailNote = { readonly userId: string; readonly version: bigint; readonly state: "sent" | "refused" };

/** Mails that end within this are noted by one statement. */
const notesWithinMs = 30;

const noteTogether = together<MailNote, null>(async (notes) => {
  const ids = notes.map(({ userId }) => userId);
  const versions = notes.map(({ version }) => String(version));
  const states = notes.map(({ state }) => state);
  // The rows are locked in one order, as two of these may meet.
  await retried(
    () => database().statements.$executeRaw`
      WITH noted AS (SELECT * FROM unnest(${ids}::uuid[], ${versions}::bigint[], ${states}::mail_state[]) AS t (id, version, state)),
      held AS MATERIALIZED (
        SELECT u.id, noted.state FROM users u JOIN noted ON noted.id = u.id AND noted.version = u.security_version
         ORDER BY u.id FOR NO KEY UPDATE OF u)
      UPDATE users u SET verification_mail = held.state FROM held WHERE u.id = held.id`,
  );
  return notes.map(() => null);
}, notesWithinMs);
