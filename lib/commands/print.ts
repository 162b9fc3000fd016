import type { CommandIo } from "./command.ts";

/** Anything that a cell can show. */
type Cell = string | number | boolean | Date | null | undefined;

/** A value as JSON, for programs. */
export function printJson(io: CommandIo, value: unknown): void {
  io.out(JSON.stringify(value, plain, 2));
}

/** Rows under their names, in columns as wide as they need; a line that says so when there are none. */
export function printTable(io: CommandIo, rows: readonly Readonly<Record<string, Cell>>[], none: string): void {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) {
    io.out(none);
    return;
  }
  const lines = [names, ...rows.map((row) => names.map((name) => text(row[name])))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines) {
    io.out(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

/** Names and values of one thing, one a line. */
export function printFields(io: CommandIo, fields: Readonly<Record<string, Cell>>): void {
  const width = Math.max(...Object.keys(fields).map((name) => name.length));
  for (const [name, value] of Object.entries(fields)) io.out(`${name.padEnd(width)}  ${text(value)}`.trimEnd());
}

/** A cell as text: times to the second in UTC, nothing as a dash, and no character that could steer a terminal. */
export function text(value: Cell): string {
  if (value === null || value === undefined || value === "") return "-";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value instanceof Date) return `${value.toISOString().slice(0, 19).replace("T", " ")}Z`;
  return String(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD");
}

function plain(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
