import { deleteUser } from "#lib/accounts/delete-store.ts";
import { noticeTo } from "#lib/accounts/notice.ts";
import { transact } from "#lib/db/unit.ts";
import { announceDeletion } from "#lib/events/record.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { type Command, CommandFault, changedMeanwhile } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { byOperator, fromNowhere } from "./operator.ts";
import { tell } from "./outcome.ts";
import { readArgs } from "./read-args.ts";

/**
 * `delete NAME --apply`: the account and all that is kept about the person are gone at once (docs/security.md row 89); the owner
 * is told by mail. Without `--apply` it only says what it would do. While a change of address can be undone it demands
 * `--force`: a thief who moved the address may be the one who asks.
 */
export const deleteAccount: Command = async (args, io) => {
  const options = { apply: { type: "boolean", default: false }, force: { type: "boolean", default: false } } as const;
  const { words, values } = readArgs(args, ["NAME"], options);
  const account = await findAccount(words[0]);
  const { userId, status } = account;
  if (account.isUndoOpen && !values.force) throw new CommandFault(undoWords);
  if (!values.apply) {
    const sentence = `(${userId}) would be deleted for good. Nothing was changed: add --apply.`;
    return tell(io, values.json, { account, done: "nothing", changed: false, sentence });
  }
  await transact(async (unit) => {
    if (!(await deleteUser(unit.tx, userId, { force: values.force }))) throw changedMeanwhile();
    // The address of a waiting sign-up is not proven: its owner may know nothing of it.
    const notice = status === "active" ? noticeTo(account, { from: fromNowhere }) : null;
    if (notice) await queueMail(unit, { purpose: "account-deleted", ...notice });
    await announceDeletion(unit, account, byOperator);
  });
  return tell(io, values.json, { account, done: "deleted", changed: true, sentence: "is deleted." });
};

const undoWords = "Its address changed less than 72 hours ago and can be changed back: add --force if you must.";
