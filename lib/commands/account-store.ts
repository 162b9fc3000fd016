import { changeSecurity } from "#lib/accounts/security-change-store.ts";
import { database } from "#lib/db/client.ts";
import { sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import { byOperator } from "./operator.ts";

/** An account as an operator sees it: no password, no hash, no secret. */
export type Account = {
  readonly userId: string;
  readonly status: "pending" | "active";
  readonly username: string | null;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly locale: string;
  /** The kind of hash, such as `argon2id` or an imported `pbkdf2_sha256`; null: no password. */
  readonly passwordKind: string | null;
  readonly securityVersion: bigint;
  readonly emailVerifiedAt: Date | null;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
  readonly lastLoginAt: Date | null;
  readonly identities: readonly string[];
  /** The address it waits to move to. */
  readonly pendingEmail: string | null;
  /** Its address changed within 72 hours, and the former one can take that back. */
  readonly isUndoOpen: boolean;
};

/** How people call an account: its username, else its address, else its id. */
export function nameOf({ username, email, userId }: Pick<Account, "username" | "email" | "userId">): string {
  return username ?? email ?? userId;
}

/** Which accounts: the first key given counts. An address names active and pending rows alike. */
export type AccountKey = { readonly id: string } | { readonly usernameKey: string } | { readonly email: string };

/** The accounts of a key, the active one first, then the newest. */
export async function findAccounts(key: AccountKey): Promise<Account[]> {
  return database().statements.$queryRaw<Account[]>`
    SELECT u.id AS "userId", u.status::text AS status, u.username, u.email, u.first_name AS "firstName",
           u.last_name AS "lastName", u.custom_fields AS "customFields", u.locale,
           split_part(ltrim(u.password_hash, '$'), '$', 1) AS "passwordKind",
           u.security_version AS "securityVersion", u.email_verified_at AS "emailVerifiedAt",
           u.disabled_at AS "disabledAt", u.created_at AS "createdAt", u.last_login_at AS "lastLoginAt",
           ARRAY(SELECT i.provider FROM identities i WHERE i.user_id = u.id ORDER BY i.provider) AS identities,
           (SELECT c.new_email FROM email_changes c WHERE c.user_id = u.id AND c.state = 'pending') AS "pendingEmail",
           EXISTS (SELECT 1 FROM email_changes c WHERE c.user_id = u.id AND c.state = 'confirmed' AND c.old_email IS NOT NULL
                     AND c.confirmed_at > now() - interval '72 hours') AS "isUndoOpen"
      FROM users u
     WHERE u.id = ${"id" in key ? key.id : null}::uuid
        OR u.username_key = ${"usernameKey" in key ? key.usernameKey : null}
        OR u.email = ${"email" in key ? key.email : null}
     ORDER BY u.status DESC, u.created_at DESC, u.id DESC LIMIT 20`;
}

/** One line of a list. */
export type ListedAccount = {
  readonly id: string;
  readonly username: string | null;
  readonly email: string | null;
  readonly status: "pending" | "active" | "disabled";
  readonly createdAt: Date;
  readonly lastLoginAt: Date | null;
};

/** What a list is narrowed to; `after` is the id of the last account of the page before. */
export type ListFilter = {
  readonly status: "pending" | "active" | "disabled" | null;
  /** Part of a folded username or of an address. */
  readonly search: { readonly usernameKey: string; readonly email: string } | null;
  readonly after: string | null;
  readonly limit: number;
};

/** Accounts in the order in which they were made, a page at a time. */
export async function listAccounts({ status, search, after, limit }: ListFilter): Promise<ListedAccount[]> {
  return database().statements.$queryRaw<ListedAccount[]>`
    SELECT id, username, email, CASE WHEN disabled_at IS NULL THEN status::text ELSE 'disabled' END AS status,
           created_at AS "createdAt", last_login_at AS "lastLoginAt"
      FROM users
     WHERE (${status}::text IS NULL OR CASE WHEN disabled_at IS NULL THEN status::text ELSE 'disabled' END = ${status})
       AND (${search === null} OR strpos(username_key, ${search?.usernameKey ?? ""}) > 0
                               OR strpos(email, ${search?.email ?? ""}) > 0)
       AND (${after}::uuid IS NULL OR id > ${after}::uuid)
     ORDER BY id LIMIT ${limit}::int`;
}

/** Disables an account that is in the state that was read; false, and nothing happens, when something else came first. */
export async function disableAccount(unit: Unit, { userId, securityVersion }: Account): Promise<boolean> {
  const event = { name: "user_disabled", userId, from: byOperator } as const;
  const change = { userId, securityVersion, keep: null, event };
  return (await changeSecurity(unit, { ...change, set: sql`disabled_at = now(),`, demand: sql`` })) !== null;
}

/** Enables an account that is in the state that was read; false, and nothing happens, when something else came first. */
export async function enableAccount(unit: Unit, { userId, securityVersion }: Account): Promise<boolean> {
  const event = { name: "user_enabled", userId, from: byOperator } as const;
  const change = { userId, securityVersion, isDisabled: true, keep: null, event };
  return (await changeSecurity(unit, { ...change, set: sql`disabled_at = NULL,`, demand: sql`` })) !== null;
}

/** How many accounts there are, waiting sign-ups among them. */
export async function countAccounts(): Promise<number> {
  return database().prisma.user.count();
}

/**
 * Raises every version, ends every session and cancels every open change of address, in one statement; how many accounts
 * that were. Whatever is under way meanwhile comes entirely before or entirely after it.
 */
export function raiseEveryVersion(): Promise<number> {
  return database().statements.$executeRaw`
    WITH ended AS (DELETE FROM sessions),
         cancelled AS (UPDATE email_changes SET state = 'cancelled' WHERE state = 'pending')
    UPDATE users SET security_version = security_version + 1`;
}
