import { readdir } from "node:fs/promises";
import { eventually } from "#e2e/support/eventually.ts";
import { look } from "#e2e/support/look.ts";
import { allMails, type Mail } from "#e2e/support/mailbox.ts";
import type { Place } from "#e2e/support/place.ts";

/** What the application knows at a moment at which it has nothing left to do. */
export type Snapshot = {
  /** A digest of every table that holds accounts, by its name. */
  readonly tables: ReadonlyMap<string, string>;
  /** How many mails have ever been captured. */
  readonly mails: number;
};

// Left out: what the worker notes about its own mails, and when a session was last used.
const tables = {
  users: "to_jsonb(t) - 'verification_mail'",
  sessions: "to_jsonb(t) - 'last_seen_at'",
  email_changes: "to_jsonb(t)",
  identities: "to_jsonb(t)",
} as const;

const question = `${Object.entries(tables)
  .map(
    ([name, row]) => `SELECT '${name}' AS name, md5(coalesce(string_agg(d, ',' ORDER BY d), '')) AS digest
    FROM (SELECT md5((${row})::text) AS d FROM ${name} t) AS rows`,
  )
  .join(" UNION ALL ")} UNION ALL
  SELECT 'open jobs', count(*)::text FROM pgboss.job WHERE name = 'mail' AND state IN ('created', 'retry', 'active')`;

/** Waits until no mail is under way, then looks at the tables and the captured mails. */
export async function snapshotOf(place: Place): Promise<Snapshot> {
  const rows = await eventually("the end of all mail jobs", async () => {
    const found = await look(place, question);
    return found.some((row) => row["name"] === "open jobs" && row["digest"] === "0") ? found : undefined;
  });
  const digests = rows.map((row) => [String(row["name"]), String(row["digest"])] as const);
  return { tables: new Map(digests), mails: await mailCount(place) };
}

/** The names of the tables that differ. */
export function changedTables(before: Snapshot, after: Snapshot): string[] {
  return [...after.tables.keys()].filter((name) => before.tables.get(name) !== after.tables.get(name));
}

/** The mails captured after a snapshot, oldest first. */
export async function mailsSince(place: Place, before: Snapshot): Promise<Mail[]> {
  return (await mailCount(place)) === before.mails ? [] : (await allMails(place)).slice(before.mails);
}

async function mailCount({ mailFolder }: Place): Promise<number> {
  const names = await readdir(mailFolder).catch(() => []);
  return names.filter((name) => name.endsWith(".json")).length;
}
