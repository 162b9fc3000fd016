/** One line of the table. */
export type Line = {
  readonly what: string;
  readonly measured: string;
  readonly ceiling: string;
  /** The figure that is judged, and its bound: at least or at most. */
  readonly ratio?: number;
  /** From where to where the ratios of several rounds went. */
  readonly spread?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
};

/** A figure with the digits that mean something. */
export function figure(value: number, unit: string): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

/** Whether a line is within its bounds; one without a bound is. */
export function isKept({ ratio, atLeast, atMost }: Line): boolean {
  if (ratio === undefined) return true;
  return (atLeast === undefined || ratio >= atLeast) && (atMost === undefined || ratio <= atMost);
}

/** The table as Markdown, columns aligned. */
export function tableOf(lines: readonly Line[]): string {
  const rows = [
    ["what", "measured", "against", "ratio", "bound", ""],
    ...lines.map((line) => [line.what, line.measured, line.ceiling, ratioOf(line), boundOf(line), verdictOf(line)]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? "").length)));
  const written = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  written.splice(1, 0, `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`);
  return written.join("\n");
}

function ratioOf({ ratio, spread }: Line): string {
  return ratio === undefined ? "" : ratio.toFixed(2) + (spread === undefined ? "" : ` (${spread})`);
}

function boundOf({ atLeast, atMost }: Line): string {
  if (atLeast !== undefined) return `>= ${atLeast}`;
  return atMost === undefined ? "" : `<= ${atMost}`;
}

function verdictOf(line: Line): string {
  if (line.atLeast === undefined && line.atMost === undefined) return "";
  return isKept(line) ? "yes" : "NO";
}
