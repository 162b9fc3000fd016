import { z } from "zod";
import { CommandFault } from "#lib/commands/command.ts";
import type { Source, SourceRow } from "./source-row.ts";

const entry = z.object({
  model: z.string(),
  pk: z.union([z.string(), z.number(), z.null()]).optional(),
  fields: z.record(z.string(), z.unknown()),
});

type Entry = z.infer<typeof entry>;

/**
 * Users out of what Django's `dumpdata` writes, as JSON or JSONL. `model` names theirs; without it it is `auth.user`, else
 * the one model that has a password and a username or an email. Other models are passed over. Throws `CommandFault` for what
 * is no such file; the sentence quotes nothing of it, as that could be a hash.
 */
export function readDumpdata(text: string, model: string | null): Source {
  const entries = entriesIn(text);
  const kind = model?.toLowerCase() ?? userModel(entries);
  const users = entries.filter((one) => one.model.toLowerCase() === kind);
  if (users.length === 0) throw new CommandFault(`The file has nothing of the model "${kind}". ${modelsIn(entries)}`);
  return { kind, rows: users.map(rowOf) };
}

function rowOf({ pk, fields }: Entry, index: number): SourceRow {
  return { where: pk === undefined || pk === null ? `object ${index + 1}` : `pk ${pk}`, fields };
}

function entriesIn(text: string): Entry[] {
  const start = text.trimStart();
  const values = start.startsWith("[") ? wholeJson(text) : lines(text);
  return values.map((value, index) => {
    const parsed = entry.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new CommandFault(`Object ${index + 1} of the file is not what dumpdata writes (model, pk, fields).`);
  });
}

function wholeJson(text: string): unknown[] {
  const parsed = z.array(z.unknown()).safeParse(parse(text, "The file"));
  return parsed.success ? parsed.data : [];
}

function lines(text: string): unknown[] {
  return text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [parse(line, `Line ${index + 1}`)]));
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const at =
      /at position \d+( \(line \d+ column \d+\))?/.exec(error instanceof Error ? error.message : "")?.[0] ?? "";
    throw new CommandFault(`${what} is no JSON${at === "" ? "" : `: broken ${at}`}. CSV files must end in .csv.`);
  }
}

function userModel(entries: readonly Entry[]): string {
  const models = new Set(entries.filter(({ fields }) => isUser(fields)).map(({ model }) => model.toLowerCase()));
  if (models.has("auth.user")) return "auth.user";
  const [only] = models;
  if (only !== undefined && models.size === 1) return only;
  throw new CommandFault(`Which model holds the users? Name it with --model. ${modelsIn(entries)}`);
}

function isUser(fields: Entry["fields"]): boolean {
  return "password" in fields && ("username" in fields || "email" in fields);
}

function modelsIn(entries: readonly Entry[]): string {
  const models = [...new Set(entries.map(({ model }) => model.toLowerCase()))].sort();
  return models.length === 0 ? "The file is empty." : `It has ${models.join(", ")}.`;
}
