import type { Tx } from "#lib/db/unit.ts";

/** Raises the security version of a user of a known state; the new one, or null when something else came first. */
export async function raiseVersion(
  tx: Tx,
  { userId, securityVersion }: { readonly userId: string; readonly securityVersion: bigint },
): Promise<bigint | null> {
  const [row] = await tx.$queryRaw<{ securityVersion: bigint }[]>`
    UPDATE users SET security_version = security_version + 1
     WHERE id = ${userId}::uuid AND security_version = ${securityVersion}::bigint
    RETURNING security_version AS "securityVersion"`;
  return row?.securityVersion ?? null;
}
