import type { Finding } from "./finding.ts";

const marks = { fine: "ok", mind: "mind", wrong: "WRONG" } as const;

/** The findings for people: one line each, the mend on the next, and a line that sums up. */
export function report(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ level, what, mend }) => [
    `${marks[level].padEnd(6)}${what}`,
    ...(mend === "" ? [] : [`      → ${mend}`]),
  ]);
  const count = (level: Finding["level"]) => findings.filter((finding) => finding.level === level).length;
  return [...lines, "", `${count("wrong")} wrong, ${count("mind")} to think about, ${count("fine")} fine`].join("\n");
}
