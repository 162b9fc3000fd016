import { database } from "#lib/db/client.ts";

/** What is kept about one person, by kind. */
export type AccountExport = Readonly<Record<string, unknown>>;

/**
 * Reads everything about a user but password and token hashes, in one statement. The user's own columns are named by what
 * is left out, so that a new one is not forgotten; it is empty when there is no such user.
 */
export async function readEverything(userId: string): Promise<AccountExport> {
  const [row] = await database().statements.$queryRaw<{ everything: AccountExport }[]>`
    SELECT to_jsonb(u) - ARRAY['password_hash', 'registrant_hash', 'username_key', 'security_version']
           || jsonb_build_object('sessions', s.list, 'identities', i.list, 'email_changes', c.list, 'events', e.list)
           AS everything
      FROM users u
      CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') AS list FROM (
        SELECT id, kind, created_at, last_seen_at, authenticated_at, device, network
          FROM sessions WHERE user_id = u.id ORDER BY created_at, id) AS x) AS s
      CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') AS list FROM (
        SELECT provider, subject, created_at
          FROM identities WHERE user_id = u.id ORDER BY created_at, provider) AS x) AS i
      CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') AS list FROM (
        SELECT id, old_email, new_email, state, requested_at, confirmed_at
          FROM email_changes WHERE user_id = u.id ORDER BY requested_at, id) AS x) AS c
      CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') AS list FROM (
        SELECT id, name, at, device, network, detail
          FROM account_events WHERE user_id = u.id ORDER BY at DESC, id DESC) AS x) AS e
     WHERE u.id = ${userId}::uuid`;
  return row?.everything ?? {};
}
