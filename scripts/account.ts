// npm run account -- VERB …: the operator's command line (docs/cli.md). On a PostgreSQL server it opens the database itself.
// The embedded database belongs to the running server, which then runs the command for us; where none runs, it is opened here.
import { existsSync } from "node:fs";
import path from "node:path";
import { askServer } from "#lib/commands/ask-server.ts";
import type { CommandIo } from "#lib/commands/command.ts";
import { asksForHelp, runCommand } from "#lib/commands/run-command.ts";
import { closeDatabase, openDatabase } from "#lib/db/client.ts";
import { isUnavailable } from "#lib/db/errors.ts";
import { demandSchema } from "#lib/db/migrations/pending.ts";
import { refusalOf } from "#lib/db/refusal.ts";
import { withDataDirLock } from "#lib/entry/data-dir-lock.ts";
import { isStartFault, SettingsFault, StartFault } from "#lib/env/fault.ts";
import { env, handOn } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { stopBoss } from "#lib/queue/boss.ts";

const argv = process.argv.slice(2);
const io = {
  out: (line: string) => void process.stdout.write(`${line}\n`),
  err: (line: string) => void process.stderr.write(`${line}\n`),
  // npm runs scripts in the project's folder and says here where it was called.
  cwd: process.env["INIT_CWD"] ?? process.cwd(),
};

// Whoever reads may stop reading (`| head`); the work goes on.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

try {
  // Standard output is for the answer; what happened stands in the account's history.
  handOn({ LOG_LEVEL: "error" });
  process.exitCode = await run();
} catch (error) {
  if (isStartFault(error) || error instanceof SettingsFault) io.err(error.message);
  else if (isUnavailable(error)) io.err("The database cannot answer now. Look whether the work is done.");
  else {
    // A bug, or something broken: told as the server's log would, since an error's own text may hold data.
    log.error("command_failed", { verb: argv[0], error });
    io.err("It failed. The line on standard output says where.");
  }
  process.exitCode = 1;
}

async function run(): Promise<number> {
  if (asksForHelp(argv)) return runCommand(argv, { ...io, mailsLeave: false });
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL !== undefined) return runHere({ ...io, mailsLeave: true });
  const answered = await askServer(DATA_DIR, argv, io);
  if (answered !== null) return answered;
  if (!existsSync(path.join(DATA_DIR, "db"))) {
    throw new StartFault(`There is no database in DATA_DIR (${DATA_DIR}) yet. Run: npm start, or npm run db:migrate`);
  }
  return withDataDirLock(DATA_DIR, () => runHere({ ...io, mailsLeave: false }));
}

async function runHere(where: CommandIo): Promise<number> {
  try {
    const { statements } = await openDatabase({ isUnhurried: true });
    await demandSchema(statements).catch((error: unknown) => {
      const refusal = isStartFault(error) ? null : refusalOf(error);
      throw refusal === null ? error : new StartFault(refusal);
    });
    return await runCommand(argv, where);
  } finally {
    await stopBoss();
    await closeDatabase();
  }
}
