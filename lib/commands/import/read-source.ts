import { readFile } from "node:fs/promises";
import path from "node:path";
import { CommandFault } from "#lib/commands/command.ts";
import { readCsv } from "./read-csv.ts";
import { readDumpdata } from "./read-dumpdata.ts";
import type { Source } from "./source-row.ts";

/** The users in a file: CSV where its name ends so, else what `dumpdata` writes. Throws `CommandFault` when it is neither. */
export async function readSource(file: string, model: string | null): Promise<Source> {
  const text = await textOf(file);
  return path.extname(file).toLowerCase() === ".csv" ? readCsv(text) : readDumpdata(text, model);
}

async function textOf(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => {
    throw new CommandFault(`${file} cannot be read.`);
  });
  try {
    // Without the byte order mark that spreadsheets write.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CommandFault(`${file} is not UTF-8, or longer than half a gigabyte.`);
  }
}
