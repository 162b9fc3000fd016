import { transact } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import type { Account } from "./account-store.ts";
import { type Command, CommandFault } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { fromNowhere, mailPromise } from "./operator.ts";
import { tell } from "./outcome.ts";
import { readArgs } from "./read-args.ts";

/**
 * `resend NAME`: mails the verification link of an account whose address is not proven. Counted like any other: an inbox
 * that had its share of mails gets none.
 */
export const resend: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["NAME"], {});
  const account = await findAccount(words[0]);
  const why = whyNot(account);
  if (why !== null) throw new CommandFault(why);
  const { userId, securityVersion } = account;
  const job = { userId, version: String(securityVersion), ...fromNowhere };
  await transact((unit) => queueMail(unit, { purpose: "verify-registration", ...job }));
  const sentence = `is mailed the verification link at ${account.email}.${mailPromise(io)}`;
  return tell(io, values.json, { account, done: "verification mail queued", changed: true, sentence });
};

function whyNot({ emailVerifiedAt, disabledAt, email }: Account): string | null {
  if (emailVerifiedAt !== null) return "The address of this account is verified already.";
  if (disabledAt !== null) return "The account is disabled: enable it first.";
  return email === null ? "The account has no address." : null;
}
