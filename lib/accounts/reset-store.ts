import { database } from "#lib/db/client.ts";

/** Who may be mailed a reset link. */
export type ResetRow = {
  readonly userId: string;
  readonly username: string | null;
  readonly email: string;
  readonly securityVersion: bigint;
  readonly locale: string;
};

type ResetKey = { readonly id: string } | { readonly usernameKey: string | null; readonly email: string | null };

/**
 * The user a reset is for: by id or username that row; by address the active row, else the newest pending one
 * whose address no other account owns. Never a disabled one, nor one without an address.
 */
export async function findResetUser(key: ResetKey): Promise<ResetRow | null> {
  const id = "id" in key ? key.id : null;
  const name = "id" in key ? { usernameKey: null, email: null } : key;
  const [row] = await database().statements.$queryRaw<ResetRow[]>`
    SELECT u.id AS "userId", u.username, u.email, u.security_version AS "securityVersion", u.locale
      FROM users u
     WHERE u.disabled_at IS NULL AND u.email IS NOT NULL
       AND (u.id = ${id}::uuid OR u.username_key = ${name.usernameKey} OR u.email = ${name.email})
       AND (u.status = 'active'
            OR NOT EXISTS (SELECT 1 FROM users o WHERE o.email = u.email AND o.status = 'active'))
     ORDER BY u.status = 'active' DESC, u.created_at DESC, u.id DESC LIMIT 1`;
  return row ?? null;
}
