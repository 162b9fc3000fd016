import { forgetSecrets } from "#lib/accounts/forget-secrets.ts";
import { transact } from "#lib/db/unit.ts";
import { recordEvent } from "#lib/events/record.ts";
import { setDisabled } from "./account-store.ts";
import { type Command, changedMeanwhile } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { byOperator } from "./operator.ts";
import { tell } from "./outcome.ts";
import { readArgs } from "./read-args.ts";

/**
 * `disable NAME`: nobody can log in to the account any more; its sessions, tokens, mailed links and its pending change of
 * address are dead (security.md row 90). Name and address stay taken. Twice is harmless.
 */
export const disable: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["NAME"], {});
  const account = await findAccount(words[0]);
  const { userId } = account;
  if (account.disabledAt !== null) {
    return tell(io, values.json, { account, done: "disabled", changed: false, sentence: "is disabled already." });
  }
  await transact(async (unit) => {
    const securityVersion = await setDisabled(unit.tx, account, true);
    if (securityVersion === null) throw changedMeanwhile();
    await forgetSecrets(unit.tx, { userId, securityVersion });
    await recordEvent(unit, { name: "user_disabled", userId, from: byOperator });
  });
  const sentence = "is disabled. Its sessions, tokens and mailed links are dead.";
  return tell(io, values.json, { account, done: "disabled", changed: true, sentence });
};
