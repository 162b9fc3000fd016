import { transact } from "#lib/db/unit.ts";
import { disableAccount } from "./account-store.ts";
import { type Command, changedMeanwhile } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { tell } from "./outcome.ts";
import { readArgs } from "./read-args.ts";

/**
 * `disable NAME`: nobody can log in to the account any more; its sessions, tokens, mailed links and its pending change of
 * address are dead (docs/security.md row 90). Name and address stay taken. Twice is harmless.
 */
export const disable: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["NAME"], {});
  const account = await findAccount(words[0]);
  if (account.disabledAt !== null) {
    return tell(io, values.json, { account, done: "disabled", changed: false, sentence: "is disabled already." });
  }
  if (!(await transact((unit) => disableAccount(unit, account)))) throw changedMeanwhile();
  const sentence = "is disabled. Its sessions, tokens and mailed links are dead.";
  return tell(io, values.json, { account, done: "disabled", changed: true, sentence });
};
