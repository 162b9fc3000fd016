import { log } from "#lib/log.ts";
import { countAccounts, raiseEveryVersion } from "./account-store.ts";
import type { Command } from "./command.ts";
import { printJson } from "./print.ts";
import { readArgs } from "./read-args.ts";

/**
 * `log-out-everybody --apply`: raises the version of every account in one statement, so that every session, every token and
 * every mailed link but the undo links is dead; for a key or a backup that got into wrong hands (docs/operations.md). Without
 * `--apply` it only says what it would do. Nobody is told by mail: that would be one to everybody. Twice is harmless.
 */
export const logOutEverybody: Command = async (args, io) => {
  const { values } = readArgs(args, [], { apply: { type: "boolean", default: false } });
  const accounts = values.apply ? await raiseEveryVersion() : await countAccounts();
  if (values.apply) log.warn("everybody_logged_out", { accounts });
  if (values.json) printJson(io, { accounts, changed: values.apply });
  else if (values.apply) io.out(`Everybody is logged out: ${accounts} accounts. Links mailed before are dead.`);
  else io.out(`${accounts} accounts would be logged out, and their links be dead. Nothing was changed: add --apply.`);
  return 0;
};
