import { readHistory } from "#lib/accounts/history-store.ts";
import { listLiveSessions } from "#lib/sessions/session-store.ts";
import type { Account } from "./account-store.ts";
import type { Command } from "./command.ts";
import { findAccount } from "./find-account.ts";
import { printFields, printJson, printTable } from "./print.ts";
import { readArgs } from "./read-args.ts";

/** `show NAME`: one account, its live sessions and its newest events; of the password only whether there is one. */
export const show: Command = async (args, io) => {
  const { words, values } = readArgs(args, ["NAME"], {});
  const account = await findAccount(words[0]);
  const sessions = await listLiveSessions(account.userId);
  const history = (await readHistory(account.userId)).slice(0, 10);
  if (values.json) {
    const { userId, securityVersion: _, ...facts } = account;
    printJson(io, { id: userId, ...facts, sessions, history });
    return 0;
  }
  printFields(io, fieldsOf(account, sessions.length));
  io.out("");
  printTable(
    io,
    history.map(({ at, name, device, network }) => ({ at, event: name, device, network })),
    "Nothing has happened to it yet.",
  );
  return 0;
};

function fieldsOf(account: Account, sessions: number) {
  const { status, disabledAt, passwordKind, customFields } = account;
  return {
    id: account.userId,
    username: account.username,
    email: account.email,
    "e-mail verified": account.emailVerifiedAt,
    "e-mail to come": account.pendingEmail,
    "e-mail undo open": account.isUndoOpen,
    status: disabledAt === null ? status : `disabled since ${disabledAt.toISOString().slice(0, 10)}`,
    name: `${account.firstName} ${account.lastName}`.trim(),
    ...Object.fromEntries(Object.entries(customFields).map(([name, value]) => [name, JSON.stringify(value)])),
    language: account.locale,
    password: passwordKind === null ? "none" : passwordKind === "argon2id" ? "set" : `imported (${passwordKind})`,
    "logs in by": account.identities.join(", "),
    made: account.createdAt,
    "last login": account.lastLoginAt,
    sessions,
  };
}
