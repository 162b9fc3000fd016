import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiStage, openApiStage } from "#e2e/faults/support/api-stage.ts";
import type { Registered } from "#e2e/faults/support/witness.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { look, lookOne } from "#e2e/support/look.ts";

let stage: ApiStage;
beforeAll(async () => {
  stage = await openApiStage();
});
afterAll(() => stage?.end());

const someone = async (): Promise<Registered> => {
  const registered = await stage.witness.signUp();
  if (!registered) throw new Error("the registration was not acknowledged");
  return registered;
};

/** The hour has come for our own job; a start looks at once. */
const anHourPasses = async () => {
  await look(stage.app, "INSERT INTO pgboss.job (name) VALUES ('sweep')");
  await stage.app.stop();
  await stage.app.restart();
};

/** Rows that are past their time, and beside each kind one that is nearly so; every statement takes the id of a user. */
const aged = [
  `INSERT INTO sessions (id, user_id, token_hash, security_version, created_at, last_seen_at) VALUES
    ('018f0000-0000-7000-8000-000000000001', $1::uuid, 'idle', 1, now() - interval '9 days', now() - interval '8 days'),
    ('018f0000-0000-7000-8000-000000000002', $1::uuid, 'old', 1, now() - interval '31 days', now()),
    ('018f0000-0000-7000-8000-000000000003', $1::uuid, 'good', 1, now() - interval '29 days', now() - interval '6 days')`,
  `INSERT INTO refresh_tokens (token_hash, session_id)
    SELECT token_hash, id FROM sessions WHERE user_id = $1::uuid`,
  `INSERT INTO email_changes (id, user_id, new_email, state, requested_at) VALUES
    ('018f0000-0000-7000-8000-000000000011', $1::uuid, 'a@example.org', 'cancelled', now() - interval '91 days'),
    ('018f0000-0000-7000-8000-000000000012', $1::uuid, 'b@example.org', 'pending', now() - interval '32 days'),
    ('018f0000-0000-7000-8000-000000000013', $1::uuid, 'c@example.org', 'cancelled', now() - interval '89 days')`,
  `INSERT INTO account_events (id, user_id, name, at) VALUES
    ('018f0000-0000-7000-8000-000000000021', $1::uuid, 'user_logged_in', now() - interval '91 days'),
    ('018f0000-0000-7000-8000-000000000022', $1::uuid, 'user_logged_in', now() - interval '89 days')`,
  `INSERT INTO limit_buckets (key, count, resets_at)
    SELECT decode(md5(n || $1::text), 'hex'), 1, now() - interval '1 second' FROM generate_series(1, 2500) AS n`,
  `INSERT INTO limit_buckets (key, count, resets_at) VALUES (decode(md5($1::text), 'hex'), 1, now() + interval '1 day')`,
  `UPDATE pgboss.job SET created_on = now() - interval '9 days', started_on = now() - interval '9 days',
    completed_on = now() - interval '8 days' WHERE name = 'mail' AND state = 'completed' AND data->>'userId' = $1::text`,
];

/** What is left of them. */
const left = `SELECT
  (SELECT string_agg(convert_from(token_hash, 'UTF8'), ',') FROM sessions WHERE user_id = $1::uuid) AS sessions,
  (SELECT count(*)::int FROM refresh_tokens) AS tokens,
  (SELECT string_agg(new_email, ',') FROM email_changes WHERE user_id = $1::uuid) AS changes,
  (SELECT count(*)::int FROM account_events WHERE user_id = $1::uuid AND name = 'user_logged_in') AS events,
  (SELECT count(*)::int FROM limit_buckets WHERE resets_at < now()) AS ended,
  (SELECT count(*)::int FROM limit_buckets WHERE key = decode(md5($1::text), 'hex')) AS running,
  (SELECT count(*)::int FROM pgboss.job WHERE name = 'mail' AND data->>'userId' = $1::text) AS mails`;

test("what has had its time is removed by the hourly job, and nothing else", async () => {
  const [kept, gone] = [await someone(), await someone()];
  for (const { person } of [kept, gone]) await stage.api.take(person.email);
  await stage.keepsItsWord();
  await look(stage.app, "UPDATE users SET purge_after = now() - interval '1 second' WHERE id = $1::uuid", [gone.id]);
  for (const statement of aged) await look(stage.app, statement, [kept.id]);
  // The queue's upkeep has its own hour.
  await look(stage.app, "UPDATE pgboss.queue SET maintain_on = NULL");
  await anHourPasses();
  const clean = { sessions: "good", tokens: 1, changes: "c@example.org", events: 1, ended: 0, running: 1, mails: 0 };
  const isClean = async () => {
    const now = await lookOne(stage.app, left, [kept.id]);
    return Object.entries(clean).every(([name, value]) => now[name] === value) ? true : undefined;
  };
  await eventually("the end of the sweep", isClean, 20).catch(async () => {
    expect(await lookOne(stage.app, left, [kept.id])).toEqual(clean);
  });
  const rows = await look(stage.app, "SELECT id::text FROM users WHERE id = ANY($1::uuid[])", [[kept.id, gone.id]]);
  expect(rows).toEqual([{ id: kept.id }]);
});

/** The kinds are swept in an order, and history is the last. */
const leftOfMany = `SELECT
  (SELECT count(*)::int FROM limit_buckets WHERE resets_at < now() - interval '1 day') AS limits,
  (SELECT count(*)::int FROM account_events WHERE user_id = $1::uuid AND name = 'user_logged_in') AS events`;

/** Another hour passes, and its run has ended; what is left. */
const leftAfterARun = async (id: string) => {
  const runs = () =>
    lookOne(stage.app, "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'sweep' AND state = 'completed'");
  const { n: before } = await runs();
  await anHourPasses();
  await eventually(
    "the end of the run",
    async () => (Number((await runs())["n"]) > Number(before) ? true : undefined),
    30,
  );
  return lookOne(stage.app, leftOfMany, [id]);
};

test("one run removes at most 50 000 rows of a kind, whatever the others have, and the next takes the rest", async () => {
  const { id } = await someone();
  await look(
    stage.app,
    `INSERT INTO limit_buckets (key, count, resets_at)
      SELECT decode(md5(n || $1::text), 'hex'), 1, now() - interval '2 days' FROM generate_series(1, 50500) AS n`,
    [id],
  );
  await look(
    stage.app,
    `INSERT INTO account_events (id, user_id, name, at)
      VALUES (gen_random_uuid(), $1::uuid, 'user_logged_in', now() - interval '91 days')`,
    [id],
  );
  const first = await leftAfterARun(id);
  expect(first).toEqual({ limits: expect.any(Number), events: 0 });
  // Not exactly 500: a limit of somebody's request may have run out meanwhile, and been removed in their place.
  expect(first["limits"]).toBeGreaterThanOrEqual(500);
  expect(await leftAfterARun(id)).toEqual({ limits: 0, events: 0 });
});
