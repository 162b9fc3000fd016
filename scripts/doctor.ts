// npm run doctor [-- --mail ADDRESS] [--json]: looks at settings, network, folders and database, and says what to mend.
// Exit code 0: nothing is wrong. 1: something is. 2: wrongly called.
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { askServer } from "#lib/commands/ask-server.ts";
import { closeDatabase, openDatabase } from "#lib/db/client.ts";
import { checkDatabase } from "#lib/doctor/check-database.ts";
import { checkFolders } from "#lib/doctor/check-folders.ts";
import { checkNetwork } from "#lib/doctor/check-network.ts";
import { checkSettings } from "#lib/doctor/check-settings.ts";
import { type Finding, fine, wrong } from "#lib/doctor/finding.ts";
import { report } from "#lib/doctor/report.ts";
import { sendTestMail } from "#lib/doctor/test-mail.ts";
import { withDataDirLock } from "#lib/entry/data-dir-lock.ts";
import { loadEnvFile } from "#lib/entry/env-file.ts";
import { isStartFault } from "#lib/env/fault.ts";
import type { Env } from "#lib/env/read.ts";
import { handOn, rawEnvironment } from "#lib/env.ts";

try {
  const { values } = parseArgs({ options: { mail: { type: "string" }, json: { type: "boolean", default: false } } });
  const findings = await examine(values.mail);
  console.log(values.json ? JSON.stringify(findings, null, 2) : report(findings));
  process.exitCode = findings.some(({ level }) => level === "wrong") ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
// The pool's idle timers would keep the process for seconds.
process.exit();

async function examine(mailTo: string | undefined): Promise<readonly Finding[]> {
  loadEnvFile();
  handOn({ LOG_LEVEL: "error" });
  const { env, findings } = checkSettings(rawEnvironment());
  if (env === null) return findings;
  return [
    ...findings,
    ...(await checkFolders(env)),
    ...(await checkNetwork(env)),
    ...(await ofDatabase(env)),
    ...(mailTo === undefined ? [] : [await sendTestMail(mailTo)]),
  ];
}

/** The embedded database belongs to the server that runs on it; without one it is opened here. */
async function ofDatabase({ DATABASE_URL, DATA_DIR }: Env): Promise<readonly Finding[]> {
  if (DATABASE_URL !== undefined) return opened();
  const lines: string[] = [];
  const out = (line: string) => void lines.push(line);
  const exitCode = await askServer(DATA_DIR, ["check-database"], { out, err: out, cwd: process.cwd() });
  if (exitCode === 0) return findingsIn(lines.join("\n"));
  if (exitCode !== null) return [wrong("database: the running server could not look at it", "Its log says why.")];
  if (!existsSync(path.join(DATA_DIR, "db"))) return [fine("database: it is made at the first start")];
  return withDataDirLock(DATA_DIR, opened).catch((error: unknown) => {
    if (!isStartFault(error)) throw error;
    return [wrong("database: it cannot be opened", error.message)];
  });
}

async function opened(): Promise<readonly Finding[]> {
  try {
    await openDatabase();
    return await checkDatabase();
  } finally {
    await closeDatabase();
  }
}

function findingsIn(text: string): readonly Finding[] {
  const level = z.enum(["fine", "mind", "wrong"]);
  return z.array(z.object({ level, what: z.string(), mend: z.string() })).parse(JSON.parse(text));
}
