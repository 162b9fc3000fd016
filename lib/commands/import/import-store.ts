import { database } from "#lib/db/client.ts";
import type { ImportedUser } from "./rules.ts";

/** Names that many users would have. */
type Names = { readonly usernameKeys: readonly string[]; readonly emails: readonly string[] };

/** Which of these names somebody has. A sign-up whose link is dead holds its username no longer. */
export async function findTakenNames({ usernameKeys, emails }: Names) {
  const rows = await database().statements.$queryRaw<{ usernameKey: string | null; email: string | null }[]>`
    SELECT username_key AS "usernameKey", NULL AS email FROM users
     WHERE username_key = ANY(${[...usernameKeys]}::text[]) AND NOT (status = 'pending' AND link_expires_at <= now())
    UNION ALL
    SELECT NULL, email FROM users WHERE email = ANY(${[...emails]}::text[]) AND status = 'active'`;
  return {
    usernameKeys: new Set(rows.flatMap(({ usernameKey }) => usernameKey ?? [])),
    emails: new Set(rows.flatMap(({ email }) => email ?? [])),
  };
}

/** So many rows go in one statement: each stays well below the statement timeout of lib/db/client.ts. */
const batch = 2000;

/**
 * Inserts all of them in one transaction, or none. Sign-ups whose link is dead make room for their usernames. A unique
 * violation means that somebody took a name since `findTakenNames`.
 */
export async function insertImported(users: readonly ImportedUser[], pendingLifeSeconds: number): Promise<void> {
  await database().prisma.$transaction(
    async (tx) => {
      for (let start = 0; start < users.length; start += batch) {
        const some = users.slice(start, start + batch);
        await tx.$executeRaw`
          DELETE FROM users WHERE status = 'pending' AND link_expires_at <= now()
             AND username_key = ANY(${some.flatMap(({ usernameKey }) => usernameKey ?? [])}::text[])`;
        await tx.$executeRaw`
          INSERT INTO users (id, status, username, username_key, email, first_name, last_name, locale, custom_fields, password_hash,
                             email_verified_at, disabled_at, link_expires_at, purge_after, created_at, last_login_at)
          SELECT r.id, r.status, r.username, r."usernameKey", r.email, r."firstName", r."lastName", r.locale, r."customFields",
                 r."passwordHash", CASE WHEN r."isVerified" THEN now() END, CASE WHEN r."isDisabled" THEN now() END,
                 CASE WHEN r.status = 'pending' THEN now() + make_interval(secs => ${pendingLifeSeconds}::int) END,
                 CASE WHEN r.status = 'pending' THEN
                   now() + least(make_interval(secs => ${pendingLifeSeconds}::int) + interval '14 days', interval '30 days') END,
                 -- The life of a waiting sign-up is counted from when it was made, so it is made now.
                 CASE WHEN r.status = 'pending' THEN now() ELSE coalesce(r."createdAt", now()) END, r."lastLoginAt"
            FROM jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS r (
              id uuid, status user_status, username text, "usernameKey" text, email text, "firstName" text, "lastName" text, locale text,
              "customFields" jsonb, "passwordHash" text, "isVerified" boolean, "isDisabled" boolean,
              "createdAt" timestamptz, "lastLoginAt" timestamptz)`;
      }
    },
    { maxWait: 5_000, timeout: 600_000 },
  );
}
