import type { Tx } from "#lib/db/unit.ts";

/**
 * Deletes a user; sessions, tokens, identities, changes and history go with the row. False, and nothing happens, while a
 * change of address could still be undone from the old mailbox, unless an operator forces it.
 */
export async function deleteUser(tx: Tx, userId: string, { force = false }: { readonly force?: boolean } = {}) {
  const count = await tx.$executeRaw`
    DELETE FROM users u WHERE u.id = ${userId}::uuid AND (${force} OR NOT EXISTS (
      SELECT 1 FROM email_changes c WHERE c.user_id = u.id AND c.state = 'confirmed' AND c.old_email IS NOT NULL
         AND c.confirmed_at > now() - interval '72 hours'))`;
  return count > 0;
}
