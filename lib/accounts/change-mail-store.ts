import { database } from "#lib/db/client.ts";

/** A pending change of address with what its mail needs. */
export type ChangeMailRow = {
  readonly userId: string;
  readonly username: string | null;
  readonly email: string;
  readonly newEmail: string;
  readonly securityVersion: bigint;
  readonly locale: string;
  /** Who owns the new address already, if anybody does. */
  readonly ownerId: string | null;
};

/** The change with this id while it is pending, or null. */
export async function findChangeMail(changeId: string): Promise<ChangeMailRow | null> {
  const [row] = await database().statements.$queryRaw<ChangeMailRow[]>`
    SELECT u.id AS "userId", u.username, coalesce(u.email, '') AS email, c.new_email AS "newEmail",
           u.security_version AS "securityVersion", u.locale,
           (SELECT o.id FROM users o WHERE o.email = c.new_email AND o.status = 'active' AND o.id <> u.id) AS "ownerId"
      FROM email_changes c JOIN users u ON u.id = c.user_id
     WHERE c.id = ${changeId}::uuid AND c.state = 'pending' AND u.status = 'active' AND u.disabled_at IS NULL`;
  return row ?? null;
}
