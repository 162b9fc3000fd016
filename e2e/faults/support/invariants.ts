import { expect } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import type { MailApiPeer } from "#e2e/support/mail-api-peer.ts";
import { mailQueueIsDone } from "#e2e/support/mailbox.ts";
import type { Place } from "#e2e/support/place.ts";
import type { Witness } from "./witness.ts";

/** Every user's version at a moment; it must never be lower later. */
export type Versions = ReadonlyMap<string, bigint>;

/** What is judged after a fault. */
export type Trial = {
  readonly witness: Witness;
  readonly api: MailApiPeer;
  readonly logs: () => string;
  /** The versions before the fault. */
  readonly before?: Versions;
  /** Registrations whose mail was refused for good, on purpose. */
  readonly dropped?: number;
  /** How long the mails may still take, in seconds. */
  readonly mailSeconds?: number;
};

/** Reads every user's version. */
export async function versionsOf(place: Place): Promise<Versions> {
  const rows = await look(place, "SELECT id::text, security_version::text AS version FROM users");
  return new Map(rows.map((row) => [String(row["id"]), BigInt(String(row["version"]))]));
}

/**
 * What holds after every fault, whatever it was: it is ready again within 10 s; the queue comes to its end; every
 * acknowledged registration has its one row and its one mail; no mail lacks a cause; no address belongs to two; no ended
 * session lives; every failure was a 503 with Retry-After; no version fell; no secret is in the log.
 */
export async function expectPromisesKept(trial: Trial): Promise<void> {
  const { witness, mailSeconds = 45 } = trial;
  await isReady(witness.place);
  await mailQueueIsDone(witness.place, mailSeconds);
  await expectOneRowEach(witness);
  await expectOneMailEach(trial);
  await expectNoSharedIdentity(witness.place);
  await expectNoGhostSession(witness);
  expectHonestFailures(witness);
  await expectNoLowerVersion(trial);
  const logs = trial.logs();
  for (const secret of witness.secrets) expect(logs.includes(secret), "a secret in the log").toBe(false);
}

/** Waits until the application says that it is ready, 10 s at most. */
export async function isReady({ url }: Pick<Place, "url">): Promise<void> {
  await eventually("readiness after the fault", async () => {
    const answer = await fetch(`${url}/api/health/ready/`).catch(() => null);
    await answer?.arrayBuffer();
    return answer?.status === 200 ? true : undefined;
  });
}

async function expectOneRowEach({ place, registered }: Witness): Promise<void> {
  const ids = registered.map(({ id }) => id);
  const sql = `SELECT count(*)::int AS n FROM users WHERE id = ANY($1::uuid[])`;
  expect(await lookOne(place, sql, [ids])).toEqual({ n: ids.length });
  const names = registered.map(({ person }) => person.username);
  const byName = "SELECT count(*)::int AS n FROM users WHERE username = ANY($1::text[])";
  expect(await lookOne(place, byName, [names])).toEqual({ n: names.length });
}

async function expectOneMailEach({ witness, api, dropped = 0 }: Trial): Promise<void> {
  const mails = api.accepted.filter(({ text }) => text.includes("/verify-user?"));
  const counts = new Map<string, number>();
  for (const to of mails.flatMap((mail) => mail.to)) counts.set(to, (counts.get(to) ?? 0) + 1);
  const without = witness.registered.filter(({ person }) => !counts.has(person.email));
  expect(without.length, "acknowledged registrations without a mail").toBe(dropped);
  expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
  const known = await look(witness.place, "SELECT email FROM users WHERE email = ANY($1::text[])", [
    [...counts.keys()],
  ]);
  const causes = new Set(known.map((row) => row["email"]));
  expect([...counts.keys()].filter((to) => !causes.has(to))).toEqual([]);
}

async function expectNoSharedIdentity(place: Place): Promise<void> {
  // Counted in the heap: a broken index would not see its own fault.
  const sql = `SELECT count(*)::int AS n FROM (SELECT 1 FROM users WHERE status = 'active' AND email IS NOT NULL
    GROUP BY email || '' HAVING count(*) > 1 UNION ALL SELECT 1 FROM users GROUP BY username_key || ''
    HAVING count(*) > 1 AND max(username_key) IS NOT NULL) AS doubled`;
  expect(await lookOne(place, sql)).toEqual({ n: 0 });
}

async function expectNoGhostSession({ place, ended }: Witness): Promise<void> {
  for (const cookie of ended) {
    const thief = clientOf(place);
    thief.cookies.put("session", cookie);
    expect((await thief.get("/api/v1/accounts/profile/")).status).toBe(401);
  }
}

function expectHonestFailures({ answers }: Witness): void {
  const failures = answers.filter(({ status }) => status >= 500);
  expect(failures.filter(({ status, retryAfter }) => status !== 503 || !/^[1-9]\d*$/.test(retryAfter ?? ""))).toEqual(
    [],
  );
}

async function expectNoLowerVersion({ witness, before }: Trial): Promise<void> {
  if (!before) return;
  const after = await versionsOf(witness.place);
  const fallen = [...before].filter(([id, version]) => (after.get(id) ?? version) < version);
  expect(fallen).toEqual([]);
}
