import { text } from "#lib/commands/print.ts";
import type { Verdict } from "./judge-file.ts";
import type { Remark } from "./rules.ts";

/** What there is to say about an import. */
export type Report = {
  readonly file: string;
  /** `CSV`, or the model. */
  readonly kind: string;
  readonly rows: number;
  readonly verdict: Verdict;
  readonly applied: boolean;
};

/** The report for people: the sums, then each row that cannot be imported and why, then what is worth knowing. */
export function textReport({ file, kind, rows, verdict, applied }: Report): string[] {
  const { users, faults, notes, skipped, ignoredFields } = verdict;
  const sums = sumsOf(verdict);
  const faulty = new Set(faults.map(({ where }) => where)).size;
  const about = [`${sums.withoutPassword} without a password`, `${sums.disabled} disabled`, `${sums.pending} waiting`];
  return [
    `${file}: ${count(rows, "user")} (${kind})`,
    `${applied ? "Imported" : "Can be imported"}: ${users.length} (${about.join(", ")})`,
    ...(skipped > 0 ? [`Inactive and left out: ${skipped}`] : []),
    ...(faulty > 0 ? [`Cannot be imported: ${faulty}`, ...linesOf(faults)] : []),
    ...(notes.length > 0 ? ["Worth knowing:", ...linesOf(notes)] : []),
    ...(ignoredFields.length > 0 ? [`Fields that nothing here corresponds to: ${ignoredFields.join(", ")}`] : []),
  ].map(text);
}

/** The report for programs; once applied, with the id that each row has here. */
export function jsonReport({ file, kind, rows, verdict, applied }: Report) {
  const { users, faults, notes, skipped, ignoredFields } = verdict;
  const ids = users.map(({ where, id, username, email }) => ({ where, id, username, email }));
  const sums = { rows, importable: users.length, ...sumsOf(verdict), skipped };
  return { file, kind, applied, ...sums, ignoredFields, faults, notes, ...(applied ? { users: ids } : {}) };
}

function sumsOf({ users }: Verdict) {
  return {
    withoutPassword: users.filter(({ passwordHash }) => passwordHash === null).length,
    disabled: users.filter(({ isDisabled }) => isDisabled).length,
    pending: users.filter(({ status }) => status === "pending").length,
  };
}

/** More lines than this nobody reads; a program gets all. */
const mostLines = 1000;

function linesOf(remarks: readonly Remark[]): string[] {
  const lines = remarks.slice(0, mostLines).map(({ where, field, sentence }) => `  ${where}  ${field}: ${sentence}`);
  const rest = remarks.length - lines.length;
  return rest > 0 ? [...lines, `  and ${rest} more: --json lists them all`] : lines;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
