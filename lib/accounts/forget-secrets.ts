import type { Tx } from "#lib/db/unit.ts";
import { endOtherWaysIn } from "./secrets-store.ts";

/**
 * What dies when the security version of a user rises (contract §3), in the transaction that raises it. Links die by the
 * version itself; sessions too, but their rows are removed so that no list shows them; a pending change of the address is
 * cancelled. `keepSessionId` stays and moves to the new version. Identities go only at the first proof of an address and at
 * an undo, when a stranger may have made them.
 */
export async function forgetSecrets(
  tx: Tx,
  user: { readonly userId: string; readonly securityVersion: bigint },
  { keepSessionId, identities = false }: { readonly keepSessionId?: string; readonly identities?: boolean } = {},
): Promise<void> {
  await endOtherWaysIn(tx, { ...user, keepSessionId: keepSessionId ?? null, withIdentities: identities });
}
