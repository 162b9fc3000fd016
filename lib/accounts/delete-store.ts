import type { Tx } from "#lib/db/unit.ts";

/** Deletes a user; sessions, tokens, identities, changes and history go with the row. */
export async function deleteUser(tx: Tx, userId: string): Promise<void> {
  await tx.user.deleteMany({ where: { id: userId } });
}
