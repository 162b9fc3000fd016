import { setImmediate as breath } from "node:timers/promises";
import { findTakenNames } from "./import-store.ts";
import { type JudgedRow, judgeRow, knownFields } from "./judge-row.ts";
import type { ImportedUser, ImportRules, Remark } from "./rules.ts";
import type { SourceRow } from "./source-row.ts";

/** What an import would do. */
export type Verdict = {
  /** The rows without a fault. */
  readonly users: readonly (ImportedUser & { readonly where: string })[];
  readonly faults: readonly Remark[];
  readonly notes: readonly Remark[];
  /** How many inactive users are left out on purpose. */
  readonly skipped: number;
  /** Fields of the file that nothing here corresponds to. */
  readonly ignoredFields: readonly string[];
};

/** So many rows are judged before others may use the processor: the command may run inside the server. */
const batch = 500;

/**
 * Judges a whole file before anything is written: each row by itself, then names that two rows share, then names that somebody
 * has already. Of rows that share a name all are faulty: which of them is the owner is not ours to guess.
 */
export async function judgeFile(rows: readonly SourceRow[], rules: ImportRules): Promise<Verdict> {
  const judged: JudgedRow[] = [];
  const fields = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (index % batch === 0) await breath();
    for (const field of Object.keys(row.fields)) fields.add(field);
    judged.push(judgeRow(row, rules));
  }
  const kept = judged.filter(({ isSkipped }) => !isSkipped);
  markRepeated(kept);
  await markTaken(kept);
  return {
    users: kept.filter(({ faults }) => faults.length === 0).map(({ user, where }) => ({ ...user, where })),
    faults: kept.flatMap(({ faults }) => faults),
    notes: kept.filter(({ faults }) => faults.length === 0).flatMap(({ notes }) => notes),
    skipped: judged.length - kept.length,
    ignoredFields: [...fields].filter((field) => !knownFields.has(field)).sort(),
  };
}

function markRepeated(rows: readonly JudgedRow[]): void {
  for (const [field, keyOf] of [
    ["username", (row: JudgedRow) => row.user.usernameKey],
    ["email", activeEmail],
  ] as const) {
    for (const [key, group] of Map.groupBy(rows, keyOf)) {
      if (key === null || group.length === 1) continue;
      for (const row of group) {
        // Only the first few are looked at for each: all rows of a file may share one address.
        const others = group.slice(0, 4).filter((other) => other !== row);
        const named = others.slice(0, 3).map(({ where }) => where);
        const more = group.length - 1 - named.length;
        row.faults.push({
          where: row.where,
          field,
          sentence: `${JSON.stringify(key)} is also that of ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
        });
      }
    }
  }
}

async function markTaken(rows: readonly JudgedRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 5 * batch) {
    const some = rows.slice(start, start + 5 * batch);
    const names = some.flatMap(({ user }) => user.usernameKey ?? []);
    const taken = await findTakenNames({ usernameKeys: names, emails: some.flatMap((row) => activeEmail(row) ?? []) });
    for (const row of some) {
      const { where, user } = row;
      if (user.usernameKey !== null && taken.usernameKeys.has(user.usernameKey)) {
        row.faults.push({
          where,
          field: "username",
          sentence: `${JSON.stringify(user.username)} belongs to an account here`,
        });
      }
      const email = activeEmail(row);
      if (email !== null && taken.emails.has(email)) {
        row.faults.push({ where, field: "email", sentence: `${JSON.stringify(email)} belongs to an account here` });
      }
    }
  }
}

/** Any number of waiting sign-ups may name one address. */
function activeEmail({ user }: JudgedRow): string | null {
  return user.status === "active" ? user.email : null;
}
