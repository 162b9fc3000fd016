import { z } from "zod";
import { settingsOf } from "./app.ts";
import type { Place } from "./place.ts";
import { runProgram } from "./process.ts";

const record = z.record(z.string(), z.unknown());

/** What a command of the operator's answered. */
export type CommandAnswer = {
  /** 0 done, 1 refused, 2 wrongly called. */
  readonly code: number | null;
  /** All it wrote, on both streams. */
  readonly text: string;
  /** What it wrote, as one JSON object. */
  json(): Readonly<Record<string, unknown>>;
  /** What it wrote, as a JSON list of objects. */
  jsonList(): readonly Readonly<Record<string, unknown>>[];
};

/** Runs `npm run account -- <args>` as an operator of the application at this place would, beside it or without it. */
export async function account(place: Place, ...args: string[]): Promise<CommandAnswer> {
  const settings = settingsOf(place);
  const { code, output } = await runProgram(["--conditions=react-server", "scripts/account.ts", ...args], settings);
  return {
    code,
    text: output,
    json: () => record.parse(JSON.parse(output)),
    jsonList: () => z.array(record).parse(JSON.parse(output)),
  };
}
