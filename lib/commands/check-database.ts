import { checkDatabase } from "#lib/doctor/check-database.ts";
import type { Command } from "./command.ts";
import { printJson } from "./print.ts";
import { readArgs } from "./read-args.ts";

/** `check-database`: what `npm run doctor` wants to know of the database, from the process that has it open. JSON alone. */
export const checkDatabaseCommand: Command = async (args, io) => {
  readArgs(args, [], {});
  printJson(io, await checkDatabase());
  return 0;
};
