import { transact } from "#lib/db/unit.ts";
import { enableAccount } from "./account-store.ts";
import { type Command, changedMeanwhile } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { tell } from "./outcome.ts";
import { readArgs } from "./read-args.ts";

/** `enable NAME`: takes `disable` back. What died stays dead: the person logs in anew. Twice is harmless. */
export const enable: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["NAME"], {});
  const account = await findAccount(words[0]);
  if (account.disabledAt === null) {
    return tell(io, values.json, { account, done: "enabled", changed: false, sentence: "is not disabled." });
  }
  if (!(await transact((unit) => enableAccount(unit, account)))) throw changedMeanwhile();
  return tell(io, values.json, { account, done: "enabled", changed: true, sentence: "is enabled and can log in." });
};
