import { CommandFault } from "#lib/commands/command.ts";
import type { Source, SourceRow } from "./source-row.ts";

/** One record and the line it begins on. */
type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/**
 * Users out of a CSV (RFC 4180: comma, double quotes, a line break inside quotes) whose first line names the fields as Django
 * does, in any order and case. An empty cell is an absent field. Throws `CommandFault` for what is no such file.
 */
export function readCsv(text: string): Source {
  const [header, ...records] = recordsIn(text);
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  if (!names.includes("username") && !names.includes("email")) {
    throw new CommandFault("The first line of a CSV must name the fields; there is neither username nor email in it.");
  }
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  if (twice !== undefined) throw new CommandFault(`The first line names "${twice}" twice.`);
  return { kind: "CSV", rows: records.map((record) => rowOf(record, names)) };
}

function rowOf({ line, cells }: CsvRecord, names: readonly string[]): SourceRow {
  if (cells.length > names.length) {
    throw new CommandFault(
      `Line ${line} has ${cells.length} cells, the first line ${names.length}: is a comma not in quotes?`,
    );
  }
  const filled = names.map((name, index) => [name, cells[index] ?? ""] as const);
  return {
    where: `line ${line}`,
    fields: Object.fromEntries(filled.filter(([name, cell]) => name !== "" && cell !== "")),
  };
}

const token = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

function recordsIn(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      token.lastIndex = at;
      const [whole = "", quoted, bare] = token.exec(text) ?? [];
      at += whole.length;
      line += newlinesIn(quoted ?? "");
      cells.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
      if (text[at] !== ",") break;
      at += 1;
    }
    const [end] = /^(?:\r\n|\n|\r)?/.exec(text.slice(at, at + 2)) ?? [""];
    if (end === "" && at < text.length) throw new CommandFault(`Line ${line}: a quote stands where none may stand.`);
    at += end.length;
    line += 1;
    if (cells.length > 1 || cells[0] !== "") records.push({ line: start, cells });
  }
  return records;
}

function newlinesIn(text: string): number {
  return text.split("\n").length - 1;
}
