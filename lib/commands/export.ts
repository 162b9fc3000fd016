import { readEverything } from "#lib/accounts/export-store.ts";
import type { Command } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { printJson } from "./print.ts";
import { readArgs } from "./read-args.ts";

/** `export NAME`: all that is kept about a person, as JSON, but the secrets themselves; what `export/` gives its owner. */
export const exportAccount: Command = async (args, io) => {
  const { words } = readArgs(args, ["NAME"], {});
  const { userId } = await findAccount(words[0]);
  printJson(io, await readEverything(userId));
  return 0;
};
