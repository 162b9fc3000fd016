import { Client } from "pg";

const chunk = 100_000;

/** The password of every made account. */
export const password = "quiet-harbour-of-the-bench";

/**
 * Fills a migrated database with `count` active accounts named `bench_<n>`, each with a session and an event, as they would
 * lie there after `count` registrations: ids rise with time. `hash` is the hash of {@link password}.
 */
export async function makeAccounts(databaseUrl: string, count: number, hash: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (let from = 1; from <= count; from += chunk)
      await makeSome(client, [from, Math.min(from + chunk - 1, count), hash]);
    await client.query("VACUUM ANALYZE users, sessions, account_events");
    // What the making left to be written would be written while something is measured.
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

// A UUID v7 of its own for each row: the time rises, the rest is as good as random.
const id = (table: string) =>
  `('0190' || lpad(to_hex(n), 8, '0') || '7000' || '8' || left(md5('${table}' || n), 15))::uuid`;

async function makeSome(client: Client, [from, to, hash]: readonly [number, number, string]): Promise<void> {
  await client.query(
    `INSERT INTO users (id, status, username, username_key, email, password_hash, email_verified_at, last_login_at, verification_mail)
     SELECT ${id("user")}, 'active', 'bench_' || n, 'bench_' || n, 'bench.' || n || '@example.org', $3, now(), now(), 'sent'
       FROM generate_series($1::int, $2::int) AS n`,
    [from, to, hash],
  );
  await client.query(
    `INSERT INTO sessions (id, user_id, token_hash, security_version, device)
     SELECT ${id("session")}, ${id("user")}, sha256(('session' || n)::bytea), 1, 'Firefox on Linux'
       FROM generate_series($1::int, $2::int) AS n`,
    [from, to],
  );
  await client.query(
    `INSERT INTO account_events (id, user_id, name, device)
     SELECT ${id("event")}, ${id("user")}, 'user_logged_in', 'Firefox on Linux'
       FROM generate_series($1::int, $2::int) AS n`,
    [from, to],
  );
}

/** A sign-up that waits for its address to be proven. */
export type Pending = { readonly id: string; readonly email: string };

/** Adds `count` pending sign-ups. */
export async function makePending(databaseUrl: string, count: number, hash: string): Promise<readonly Pending[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Pending>(
      `INSERT INTO users (id, status, username, username_key, email, password_hash, link_expires_at, verification_mail)
       SELECT gen_random_uuid(), 'pending', p || n, p || n, p || n || '@example.org', $2, now() + interval '7 days', 'sent'
         FROM generate_series(1, $1::int) AS n, (SELECT 'wait_' || left(md5(random()::text), 8) || '_' AS p) AS prefix
       RETURNING id, email`,
      [count, hash],
    );
    return rows;
  } finally {
    await client.end();
  }
}
