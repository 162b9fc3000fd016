import { forgetSecrets } from "#lib/accounts/forget-secrets.ts";
import { transact } from "#lib/db/unit.ts";
import { recordEvent } from "#lib/events/record.ts";
import { setDisabled } from "./account-store.ts";
import { type Command, changedMeanwhile } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { byOperator } from "./operator.ts";
import { tell } from "./outcome.ts";
import { readArgs } from "./read-args.ts";

/** `enable NAME`: takes `disable` back. What died stays dead: the person logs in anew. Twice is harmless. */
export const enable: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["NAME"], {});
  const account = await findAccount(words[0]);
  const { userId } = account;
  if (account.disabledAt === null) {
    return tell(io, values.json, { account, done: "enabled", changed: false, sentence: "is not disabled." });
  }
  await transact(async (unit) => {
    const securityVersion = await setDisabled(unit.tx, account, false);
    if (securityVersion === null) throw changedMeanwhile();
    await forgetSecrets(unit.tx, { userId, securityVersion });
    await recordEvent(unit, { name: "user_enabled", userId, from: byOperator });
  });
  return tell(io, values.json, { account, done: "enabled", changed: true, sentence: "is enabled and can log in." });
};
