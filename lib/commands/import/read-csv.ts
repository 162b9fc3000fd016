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
    throw new CommandFault(
      "The first line of a CSV must name the fields; there is neither username nor email in it. Cells are parted by commas.",
    );
  }
  const twice = names.find((name, index) => name !== "" && names.indexOf(name) !== index);
  if (twice !== undefined) throw new CommandFault(`The first line names "${twice}" twice.`);
  return { kind: "CSV", rows: records.map((record) => rowOf(record, names)) };
}

function rowOf({ line, cells }: CsvRecord, names: readonly string[]): SourceRow {
  const filled = names.map((name, index) => [name, cells[index] ?? ""] as const);
  return {
    where: `line ${line}`,
    fields: Object.fromEntries(filled.filter(([name, cell]) => name !== "" && cell !== "")),
    // One cell too many shifts the others; one too few may have cut a file, and `is_active` with it.
    ...(cells.length === names.length ? {} : { broken: `has ${cells.length} cells, the first line ${names.length}` }),
  };
}

function recordsIn(text: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      const end = endOfCell(text, at);
      if (end === null) throw new CommandFault(`Line ${line}: a quote is opened and never closed.`);
      const cell = text.slice(at, end);
      line += newlinesIn(cell);
      cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
      at = end;
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

const bareCell = /[^",\r\n]*/y;

/** Where the cell that begins here ends, its quotes included; null where its closing quote is missing. */
function endOfCell(text: string, at: number): number | null {
  if (text[at] !== '"') {
    bareCell.lastIndex = at;
    return at + (bareCell.exec(text)?.[0].length ?? 0);
  }
  // No expression for all of it: a quote that is never closed would have it remember every character to the file's end.
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 2)) {
    if (text[quote + 1] !== '"') return quote + 1;
  }
  return null;
}

function newlinesIn(text: string): number {
  return text.split("\n").length - 1;
}
