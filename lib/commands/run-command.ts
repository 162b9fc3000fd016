import { env } from "#lib/env.ts";
import { startBoss } from "#lib/queue/boss.ts";
import { checkDatabaseCommand } from "./check-database.ts";
import { type Command, CommandFault, type CommandIo, UsageFault } from "./command.ts";
import { create } from "./create.ts";
import { deleteAccount } from "./delete.ts";
import { disable } from "./disable.ts";
import { enable } from "./enable.ts";
import { exportAccount } from "./export.ts";
import { importAccounts } from "./import.ts";
import { list } from "./list.ts";
import { logOutEverybody } from "./log-out-everybody.ts";
import { purge } from "./purge.ts";
import { resend } from "./resend.ts";
import { resetLink } from "./reset-link.ts";
import { sessions } from "./sessions.ts";
import { show } from "./show.ts";

type Verb = {
  readonly run: Command;
  /** How it is called, behind the verb. */
  readonly words: string;
  readonly help: string;
  /** It may queue a mail, so the queue must run before its transaction begins. */
  readonly mails?: true;
};

const verbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  [
    "create",
    {
      run: create,
      words: "--username NAME --email ADDRESS [--first-name …] [--last-name …] [--locale de] [--pending]",
      help: "make an account and mail its owner a link to set a password (--pending: a verification link)",
      mails: true,
    },
  ],
  ["show", { run: show, words: "NAME", help: "one account, its sessions and newest events" }],
  [
    "list",
    {
      run: list,
      words: "[--status pending|active|disabled] [--search PART] [--limit N] [--after ID]",
      help: "accounts, a page at a time",
    },
  ],
  ["disable", { run: disable, words: "NAME", help: "let nobody log in; sessions and links die" }],
  ["enable", { run: enable, words: "NAME", help: "take that back" }],
  ["resend", { run: resend, words: "NAME", help: "mail the verification link again", mails: true }],
  ["reset-link", { run: resetLink, words: "NAME", help: "mail a link to set a password", mails: true }],
  [
    "sessions",
    {
      run: sessions,
      words: "list|end NAME [SESSION]",
      help: "show where somebody is logged in, or end it",
      mails: true,
    },
  ],
  [
    "log-out-everybody",
    { run: logOutEverybody, words: "[--apply]", help: "end every session and kill every link, as after a leaked key" },
  ],
  ["export", { run: exportAccount, words: "NAME", help: "all that is kept about a person, as JSON" }],
  [
    "delete",
    { run: deleteAccount, words: "NAME [--apply] [--force]", help: "remove an account for good", mails: true },
  ],
  [
    "import",
    {
      run: importAccounts,
      words:
        "FILE [--apply] [--skip-faulty] [--drop-bad-hashes] [--unverified] [--inactive disable|pending|skip] [--locale de] [--model M]",
      help: "take accounts over from Django: dumpdata (JSON, JSONL) or CSV",
    },
  ],
  ["check-database", { run: checkDatabaseCommand, words: "", help: "what npm run doctor asks the database, as JSON" }],
  ["purge", { run: purge, words: "", help: "remove what is past its time (a running server does so every hour)" }],
]);

/**
 * Runs `VERB …` and answers the exit code: 0 done, 1 refused, 2 wrongly called. The database must be open. What it throws is
 * a bug or broken infrastructure.
 */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const [name = "help", ...args] = argv;
  const verb = verbs.get(name);
  if (isHelp(name) || (verb && args.some(isHelp))) return help(io, verb && name);
  if (!verb) {
    io.err(`"${name}" is no verb. They are: ${[...verbs.keys()].join(", ")}.`);
    return 2;
  }
  try {
    if (verb.mails || env().WEB_HOOKS.length > 0) await startBoss();
    return await verb.run(args, io);
  } catch (error) {
    if (!(error instanceof CommandFault) && !(error instanceof UsageFault)) throw error;
    io.err(error.message);
    if (error instanceof CommandFault) return 1;
    io.err(`Usage: npm run account -- ${name} ${verb.words}`);
    return 2;
  }
}

/** Whether this asks for help, which needs no database. */
export function asksForHelp(argv: readonly string[]): boolean {
  return argv.length === 0 || argv.some(isHelp);
}

function isHelp(word: string): boolean {
  return word === "help" || word === "--help" || word === "-h";
}

function help(io: CommandIo, only: string | undefined): number {
  const shown = [...verbs].filter(([name]) => only === undefined || name === only);
  io.out("npm run account -- VERB …   (every verb takes --json; docs/cli.md)");
  io.out("");
  for (const [name, { words, help: what }] of shown) {
    io.out(`${name} ${words}`);
    io.out(`    ${what}`);
  }
  io.out("");
  io.out("NAME is a username, an address or an id. No verb shows or sets a password.");
  return 0;
}
