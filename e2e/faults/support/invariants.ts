import { expect } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import type { AcceptedMail } from "#e2e/support/mail-api-peer.ts";
import { mailQueueIsDone } from "#e2e/support/mailbox.ts";
import type { Place } from "#e2e/support/place.ts";
import type { Witness } from "./witness.ts";

/** Whoever takes the mails: all that counts as delivered. */
export type MailTaker = { readonly accepted: readonly Pick<AcceptedMail, "to" | "subject" | "text">[] };

/** What is judged after a fault. */
export type Trial = {
  readonly witness: Witness;
  readonly api: MailTaker;
  readonly logs: () => string;
  /** Looks at every user's version and demands that none is lower than at an earlier look. */
  readonly noVersionFell: () => Promise<void>;
  /** Registrations whose mail was refused for good, on purpose. */
  readonly dropped?: number;
  /** Whose mail may have come twice: it was under way by SMTP in a crash, or when its answer was lost. */
  readonly doubled?: readonly string[];
  /** How long the mails may still take, in seconds. */
  readonly mailSeconds?: number;
};

/** A memory of every user's version; call it before, during and after a fault: it throws when one is lower than it was. */
export function watchVersions(place: Place): Trial["noVersionFell"] {
  const seen = new Map<string, bigint>();
  return async () => {
    const rows = await look(place, "SELECT id::text, security_version::text AS version FROM users");
    const now = rows.map((row) => [String(row["id"]), BigInt(String(row["version"]))] as const);
    expect(now.filter(([id, version]) => version < (seen.get(id) ?? 0n))).toEqual([]);
    for (const [id, version] of now) seen.set(id, version);
  };
}

/**
 * What holds after every fault, whatever it was: it is ready again within 10 s; the queue comes to its end; every
 * acknowledged registration has its one row and its one mail, and every reset its mail; no mail lacks a cause or comes twice; no address belongs to two; no ended
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
  await trial.noVersionFell();
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

async function expectOneMailEach({ witness, api, dropped = 0, doubled: mayBeDoubled = [] }: Trial): Promise<void> {
  const sent = api.accepted.flatMap(({ to, subject }) => to.map((address) => ({ address, subject })));
  // Of each kind a trial gives cause for one to a mailbox; but every login on a new device is a cause of its own.
  const single = sent.filter(({ subject }) => !subject.startsWith("New sign-in"));
  const counts = Object.groupBy(single, ({ address, subject }) => `${subject} to ${address}`);
  const most = (address = "") => (mayBeDoubled.includes(address) ? 2 : 1);
  const doubled = Object.entries(counts).filter(([, mails = []]) => mails.length > most(mails[0]?.address));
  expect(doubled.map(([mail]) => mail)).toEqual([]);
  const registered = witness.registered.map(({ person }) => person.email);
  expect(without(registered, mailedTo(api, "/verify-user?")), "registrations without a mail").toHaveLength(dropped);
  expect(without(witness.resets, mailedTo(api, "/reset-password?")), "resets without a mail").toEqual([]);
  const everybody = [...new Set(sent.map(({ address }) => address))];
  const known = await look(witness.place, "SELECT email FROM users WHERE email = ANY($1::text[])", [everybody]);
  expect(without(everybody, new Set(known.map((row) => String(row["email"]))))).toEqual([]);
}

const without = (all: readonly string[], those: ReadonlySet<string>) => all.filter((one) => !those.has(one));

/** Who has got a mail with such a link. */
function mailedTo({ accepted }: MailTaker, link: string): ReadonlySet<string> {
  return new Set(accepted.filter(({ text }) => text.includes(link)).flatMap(({ to }) => to));
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
