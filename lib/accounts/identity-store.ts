import { database } from "#lib/db/client.ts";
import { sql } from "#lib/db/sql.ts";
import type { Tx, Unit } from "#lib/db/unit.ts";
import type { AccountEvent } from "#lib/events/record.ts";
import type { KeptSession } from "#lib/sessions/keep-session.ts";
import { changeSecurity, type SecurityChanged } from "./security-change-store.ts";

/** A way in through a provider: who somebody is there. */
export type IdentityKey = { readonly provider: string; readonly subject: string };

/** The id of the user who owns this identity, or null. */
export async function findIdentityOwner({ provider, subject }: IdentityKey): Promise<string | null> {
  const identity = await database().prisma.identity.findUnique({
    where: { provider_subject: { provider, subject } },
    select: { userId: true },
  });
  return identity?.userId ?? null;
}

/** A connection as its owner sees it. */
export type Connection = { readonly provider: string; readonly createdAt: Date };

/** The connections of a user, the oldest first. */
export function listIdentities(userId: string): Promise<Connection[]> {
  return database().prisma.identity.findMany({
    where: { userId },
    select: { provider: true, createdAt: true },
    orderBy: { createdAt: "asc" },
  });
}

type Owner = { readonly userId: string; readonly securityVersion: bigint };
type Change = { readonly keep: KeptSession; readonly event: AccountEvent };

/**
 * Connects an identity to its user and raises the version, exactly when that is still the one that was read; one of each
 * provider a user. Null when something else came first. A unique violation: the identity is somebody's.
 */
export async function insertIdentity(
  unit: Unit,
  { userId, securityVersion }: Owner,
  { identity, keep, event }: Change & { readonly identity: IdentityKey },
): Promise<SecurityChanged | null> {
  const { provider, subject } = identity;
  const demand = sql`AND status = 'active' AND NOT EXISTS (
    SELECT 1 FROM identities WHERE user_id = ${userId}::uuid AND provider = ${provider})`;
  const changed = await changeSecurity(unit, { userId, securityVersion, set: sql``, demand, keep, event });
  if (changed) {
    await unit.tx.$executeRaw`
      INSERT INTO identities (provider, subject, user_id) VALUES (${provider}, ${subject}, ${userId}::uuid)`;
  }
  return changed;
}

/**
 * Disconnects a provider from its user and raises the version, exactly when that is still the one that was read and another
 * way in stays: a password, or a connection that still works. Null otherwise.
 */
export async function deleteIdentity(
  unit: Unit,
  { userId, securityVersion }: Owner,
  { provider, others, keep, event }: Change & { readonly provider: string; readonly others: readonly string[] },
): Promise<SecurityChanged | null> {
  const demand = sql`AND (password_hash IS NOT NULL OR EXISTS (
    SELECT 1 FROM identities WHERE user_id = ${userId}::uuid AND provider = ANY(${others}::text[])))`;
  const changed = await changeSecurity(unit, { userId, securityVersion, set: sql``, demand, keep, event });
  if (changed) {
    await unit.tx.$executeRaw`DELETE FROM identities WHERE user_id = ${userId}::uuid AND provider = ${provider}`;
  }
  return changed;
}

/**
 * Discards sign-ups of an address that nobody has proven, with all that is theirs (docs/security.md row 82). With `isOptional`
 * (ACCOUNT_EMAIL_VERIFICATION=optional) an active row without proof is such a sign-up as well.
 */
export async function discardUnproven(tx: Tx, email: string, isOptional: boolean): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM users
     WHERE email = ${email} AND email_verified_at IS NULL AND disabled_at IS NULL
       AND (status = 'pending' OR ${isOptional})`;
}

/** Notes that the provider has proven the address of a new user, and keeps the identity. One statement. */
export async function insertFirstIdentity(tx: Tx, userId: string, { provider, subject }: IdentityKey): Promise<void> {
  await tx.$executeRaw`
    WITH proven AS (UPDATE users SET email_verified_at = now() WHERE id = ${userId}::uuid AND email IS NOT NULL)
    INSERT INTO identities (provider, subject, user_id) VALUES (${provider}, ${subject}, ${userId}::uuid)`;
}
