import type { Tx } from "#lib/db/unit.ts";

/** See `forgetSecrets`. */
export type WaysIn = {
  readonly userId: string;
  /** The version the kept session moves to. */
  readonly securityVersion: bigint;
  readonly keepSessionId: string | null;
  readonly withIdentities: boolean;
};

/** Ends sessions and pending address changes, and identities where asked, in one statement. */
export async function endOtherWaysIn(tx: Tx, ways: WaysIn): Promise<void> {
  const { userId, keepSessionId } = ways;
  await tx.$executeRaw`
    WITH ended AS (
      DELETE FROM sessions WHERE user_id = ${userId}::uuid AND id IS DISTINCT FROM ${keepSessionId}::uuid
    ), kept AS (
      UPDATE sessions SET security_version = ${ways.securityVersion}::bigint WHERE id = ${keepSessionId}::uuid
    ), unlinked AS (
      DELETE FROM identities WHERE user_id = ${userId}::uuid AND ${ways.withIdentities}
    )
    UPDATE email_changes SET state = 'cancelled' WHERE user_id = ${userId}::uuid AND state = 'pending'`;
}
