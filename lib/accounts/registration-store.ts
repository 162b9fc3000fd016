import { database } from "#lib/db/client.ts";
import { violates } from "#lib/db/errors.ts";
import type { MailState } from "#lib/db/generated/enums.ts";
import { sql } from "#lib/db/sql.ts";
import { together } from "#lib/db/together.ts";
import type { Tx, Unit } from "#lib/db/unit.ts";
import { type AccountEvent, announce, eventRows } from "#lib/events/record.ts";
import { mailsAlongside, type StoredMail } from "#lib/mail/jobs.ts";
import type { Requester } from "./requester.ts";
import { changeSecurity, type SecurityChanged } from "./security-change-store.ts";

/** A new row as `register/` writes it. */
export type NewUser = {
  readonly id: string;
  readonly isActive: boolean;
  readonly username: string | null;
  readonly usernameKey: string | null;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
  /** Null: its owner sets a password by mail. */
  readonly passwordHash: string | null;
  readonly registrantHash: Uint8Array<ArrayBuffer> | null;
  /** The row this one replaces: the same browser's earlier, unfinished sign-up. */
  readonly replaces: string | null;
  readonly linkLifeSeconds: number;
  readonly termsUrl: string | null;
  readonly locale: string;
};

/** A new row, where its request came from, and the mail that is due for it (`preparedMail`). */
export type NewAccount = Pick<Requester, "from"> & { readonly user: NewUser; readonly mail?: StoredMail | null };

/**
 * Inserts a user and keeps the event, in one statement that first removes what may make room for it: the pending row it replaces, and a pending
 * row of that username whose link is dead. A unique violation is the caller's to translate.
 */
export async function insertUser(unit: Unit, account: NewAccount): Promise<void> {
  await insertUsers(unit.tx, [account]);
  await announce(unit, registered(account));
}

/**
 * The same for a unit that is nothing else: those who are inserted in one turn of the event loop share the statement. Where a name of
 * one is taken, each has its own.
 */
export async function insertUserTogether(unit: Unit, account: NewAccount): Promise<void> {
  await insertTogether(account);
  await announce(unit, registered(account));
}

const insertTogether = together<NewAccount, null | Error>(async (accounts) => {
  const insert = (some: readonly NewAccount[]) => insertUsers(database().statements, some);
  try {
    await insert(accounts);
    return accounts.map(() => null);
  } catch (error) {
    if (accounts.length === 1 || !isNameTaken(error)) throw error;
    const alone = await Promise.allSettled(accounts.map((one) => insert([one])));
    return alone.map((one) => (one.status === "fulfilled" ? null : one.reason));
  }
});

/** Whether the database refused a new row because its username or address is taken. */
export function isNameTaken(error: unknown): boolean {
  return violates(error, "username") || violates(error, "activeEmail");
}

function registered({ user, from }: NewAccount): AccountEvent {
  return { name: "user_registered", userId: user.id, from };
}

async function insertUsers(tx: Pick<Tx, "$executeRaw">, accounts: readonly NewAccount[]): Promise<void> {
  const users = accounts.map(({ user }) => user);
  const replaced = users.flatMap(({ replaces }) => replaces ?? []);
  const usernameKeys = users.flatMap(({ usernameKey }) => usernameKey ?? []);
  const mails = await mailsAlongside(accounts.flatMap(({ mail }) => mail ?? []));
  // In the order of the names, lest two of these statements wait for each other's.
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM users
       WHERE status = 'pending'
         AND (id = ANY(${replaced}::uuid[]) OR (username_key = ANY(${usernameKeys}::text[]) AND link_expires_at <= now()))
      RETURNING id
    ), made AS (
    INSERT INTO users (id, status, username, username_key, email, first_name, last_name, custom_fields, password_hash,
                       registrant_hash, link_expires_at, purge_after, terms_accepted_at, terms_url, locale)
    SELECT n.id, (CASE WHEN "isActive" THEN 'active' ELSE 'pending' END)::user_status, n.username, "usernameKey", n.email,
           "firstName", "lastName", "customFields", "passwordHash", decode("registrantHash", 'hex'),
           now() + make_interval(secs => "linkLifeSeconds"),
           CASE WHEN "isActive" THEN NULL
                ELSE now() + least(make_interval(secs => "linkLifeSeconds") + interval '14 days', interval '30 days') END,
           CASE WHEN "termsUrl" IS NULL THEN NULL ELSE now() END, "termsUrl", n.locale
      FROM (SELECT count(*) FROM gone) AS made_room, jsonb_to_recordset(${JSON.stringify(users.map(written))}::jsonb) AS n (
           id uuid, "isActive" boolean, username text, "usernameKey" text, email text, "firstName" text, "lastName" text,
           "customFields" jsonb, "passwordHash" text, "registrantHash" text, "linkLifeSeconds" int, "termsUrl" text, locale text)
     ORDER BY "usernameKey"
    ) ${mails} ${eventRows(accounts.map(registered))}`;
}

function written(user: NewUser) {
  const { registrantHash } = user;
  return { ...user, registrantHash: registrantHash && Buffer.from(registrantHash).toString("hex") };
}

/** Which of the two names of a sign-up is held by somebody else. */
export async function findTaken(name: { usernameKey: string | null; email: string | null }) {
  const [row] = await database().statements.$queryRaw<{ username: boolean; email: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM users WHERE username_key = ${name.usernameKey}
                     AND NOT (status = 'pending' AND link_expires_at <= now())) AS username,
           EXISTS (SELECT 1 FROM users WHERE email = ${name.email} AND status = 'active') AS email`;
  return row ?? { username: false, email: false };
}

/** A sign-up as its own browser may know it. */
export type OwnRegistration = {
  readonly userId: string;
  readonly status: "pending" | "active";
  readonly isVerified: boolean;
  readonly username: string | null;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly passwordHash: string | null;
  readonly securityVersion: bigint;
  readonly mail: MailState;
  readonly corrections: number;
  readonly isRecent: boolean;
  /** Until the newest link dies, in seconds by the database clock; negative when it is dead. */
  readonly linkLeftSeconds: number;
};

/** The row of a registrant cookie, or null. `isRecent`: made within the last ten minutes. */
export async function findOwnRegistration(registrantHash: Uint8Array<ArrayBuffer>): Promise<OwnRegistration | null> {
  const [row] = await database().statements.$queryRaw<OwnRegistration[]>`
    SELECT id AS "userId", status::text AS status, email_verified_at IS NOT NULL AS "isVerified", username, email,
           first_name AS "firstName", last_name AS "lastName", custom_fields AS "customFields", password_hash AS "passwordHash", security_version AS "securityVersion",
           verification_mail::text AS mail, corrections::int AS corrections,
           created_at > now() - interval '10 minutes' AS "isRecent",
           coalesce(extract(epoch FROM link_expires_at - now()), 0)::float8 AS "linkLeftSeconds"
      FROM users WHERE registrant_hash = ${registrantHash} AND disabled_at IS NULL`;
  return row ?? null;
}

/**
 * Gives a pending row another address: its version rises, so every link to the former one is dead. Compare-and-swap on the
 * version; null when something else came first or the row was corrected three times. Returns the new version.
 */
export async function correctAddress(
  tx: Tx,
  own: OwnRegistration,
  { email, linkLifeSeconds }: { readonly email: string; readonly linkLifeSeconds: number },
): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ securityVersion: bigint }[]>`
    UPDATE users SET email = ${email}, corrections = corrections + 1, security_version = security_version + 1,
           verification_mail = 'queued', link_expires_at = now() + make_interval(secs => ${linkLifeSeconds}::int)
     WHERE id = ${own.userId}::uuid AND status = 'pending' AND disabled_at IS NULL
       AND security_version = ${own.securityVersion}::bigint AND corrections < 3
    RETURNING security_version AS "securityVersion"`;
  return row?.securityVersion ?? null;
}

/** A registration link that is spent. */
export type Activation = {
  readonly user: { readonly userId: string; readonly securityVersion: bigint };
  /** Set when the mailbox holder chose a new password: then names a stranger may have set are cleared too. */
  readonly newPasswordHash: string | null;
  readonly event: AccountEvent;
};

/**
 * Spends a registration link: pending becomes active (or, where verification is optional, an active row's address becomes
 * verified). The first proof of an address ends whatever was set up before it. Null when another use came
 * first; a unique violation means that another account owns the address by now.
 */
export function activateUser(
  unit: Unit,
  { user, newPasswordHash, event }: Activation,
): Promise<SecurityChanged | null> {
  const cleared = sql`first_name = '', last_name = '', custom_fields = '{}'::jsonb, password_hash = ${newPasswordHash},`;
  return changeSecurity(unit, {
    ...user,
    set: sql`status = 'active', email_verified_at = now(), purge_after = NULL, ${newPasswordHash === null ? sql`` : cleared}`,
    demand: sql`AND email_verified_at IS NULL`,
    keep: null,
    forgetsIdentities: true,
    event,
  });
}
