import { noticeTo } from "#lib/accounts/notice.ts";
import { raiseVersion } from "#lib/accounts/version-store.ts";
import { transact } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { deleteSession, listLiveSessions } from "#lib/sessions/session-store.ts";
import type { Account } from "./account-store.ts";
import { type Command, CommandFault, type CommandIo, changedMeanwhile, UsageFault } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { byOperator, fromNowhere } from "./operator.ts";
import { tell } from "./outcome.ts";
import { printJson, printTable } from "./print.ts";
import { readArgs } from "./read-args.ts";

/**
 * `sessions list NAME`: where somebody is logged in. `sessions end NAME` logs them out everywhere: the version rises, so
 * tokens and mailed links die as well, and they are told by mail. `sessions end NAME SESSION` ends that one alone.
 */
export const sessions: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["list|end", "NAME", "[SESSION]"], {});
  const [deed, name, sessionId] = words;
  if (deed !== "list" && deed !== "end") throw new UsageFault(`"${deed}" is neither list nor end.`);
  const account = await findAccount(name);
  if (deed === "list") return list(account, io, values.json);
  if (sessionId === "") return endAll(account, io, values.json);
  return endOne(account, sessionId, { io, json: values.json });
};

async function list(account: Account, io: CommandIo, json: boolean): Promise<number> {
  const live = await listLiveSessions(account.userId);
  if (json) printJson(io, live);
  else printTable(io, live, "Nobody is logged in to this account.");
  return 0;
}

async function endAll(account: Account, io: CommandIo, json: boolean): Promise<number> {
  const { userId, status } = account;
  const count = (await listLiveSessions(userId)).length;
  await transact(async (unit) => {
    const event = { name: "session_revoked", userId, from: byOperator, detail: { all: 1 } } as const;
    const user = { ...account, isDisabled: account.disabledAt !== null };
    if (!(await raiseVersion(unit, user, { keep: null, event }))) throw changedMeanwhile();
    // The address of a waiting sign-up is not proven: its owner may know nothing of it.
    const notice = status === "active" ? noticeTo(account, { from: fromNowhere }) : null;
    if (notice) await queueMail(unit, { purpose: "sessions-ended", ...notice });
  });
  const sentence = `is logged out everywhere (${count === 1 ? "1 session" : `${count} sessions`}).`;
  return tell(io, json, { account, done: "sessions ended", changed: true, sentence });
}

async function endOne(
  account: Account,
  sessionId: string,
  { io, json }: { readonly io: CommandIo; readonly json: boolean },
): Promise<number> {
  const { userId } = account;
  const live = await listLiveSessions(userId);
  if (!live.some(({ id }) => id === sessionId)) throw new CommandFault("The account has no such session.");
  await transact(async (unit) => {
    const event = { name: "session_revoked", userId, from: byOperator } as const;
    if (!(await deleteSession(unit, sessionId, event))) throw changedMeanwhile();
  });
  return tell(io, json, { account, done: "session ended", changed: true, sentence: "is logged out there." });
}
