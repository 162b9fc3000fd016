import { transact } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { type Command, CommandFault } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { fromNowhere, mailPromise, requireReset } from "./operator.ts";
import { tell } from "./outcome.ts";
import { readArgs } from "./read-args.ts";

/**
 * `reset-link NAME`: mails the owner a link to set a password. The link is never shown, and the present password goes on
 * until a new one is set (docs/security.md row 90). Refused while RESET_PASSWORD_VERIFICATION_ENABLED=false.
 */
export const resetLink: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["NAME"], {});
  requireReset();
  const account = await findAccount(words[0]);
  const { userId, securityVersion, email } = account;
  if (account.disabledAt !== null) throw new CommandFault("The account is disabled: enable it first.");
  if (email === null) throw new CommandFault("The account has no address to write to.");
  const job = { userId, version: String(securityVersion), ...fromNowhere };
  await transact((unit) => queueMail(unit, { purpose: "reset-password", ...job }));
  const sentence = `is mailed a link to set a password at ${email}.${mailPromise(io)}`;
  return tell(io, values.json, { account, done: "reset mail queued", changed: true, sentence });
};
