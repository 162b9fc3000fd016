import type { Tx } from "#lib/db/unit.ts";

/** A new password for a row of a known state. */
export type NewPassword = { readonly userId: string; readonly securityVersion: bigint; readonly passwordHash: string };

/** Sets the password exactly when the version is still the one that was read; it rises. The new version, or null. */
export async function setPassword(
  tx: Tx,
  { userId, securityVersion, passwordHash }: NewPassword,
): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ securityVersion: bigint }[]>`
    UPDATE users SET password_hash = ${passwordHash}, security_version = security_version + 1
     WHERE id = ${userId}::uuid AND security_version = ${securityVersion}::bigint AND disabled_at IS NULL AND status = 'active'
    RETURNING security_version AS "securityVersion"`;
  return row?.securityVersion ?? null;
}

/**
 * Spends a reset link. On an unverified row it is also the first proof of the address: the row becomes active, and what a
 * stranger may have written into it is cleared (contract §4). A unique violation: another account owns the address by now.
 */
export async function resetByLink(
  tx: Tx,
  { userId, securityVersion, passwordHash }: NewPassword,
): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ securityVersion: bigint }[]>`
    UPDATE users SET password_hash = ${passwordHash}, security_version = security_version + 1, status = 'active',
           purge_after = NULL, email_verified_at = coalesce(email_verified_at, now()),
           first_name = CASE WHEN status = 'pending' THEN '' ELSE first_name END,
           last_name = CASE WHEN status = 'pending' THEN '' ELSE last_name END,
           custom_fields = CASE WHEN status = 'pending' THEN '{}'::jsonb ELSE custom_fields END
     WHERE id = ${userId}::uuid AND security_version = ${securityVersion}::bigint AND disabled_at IS NULL
    RETURNING security_version AS "securityVersion"`;
  return row?.securityVersion ?? null;
}
