import cluster from "node:cluster";
import { existsSync } from "node:fs";
import path from "node:path";
import { isStartFault, SettingsFault, StartFault } from "#lib/env/fault.ts";
import { processCount } from "#lib/env/process-count.ts";
import { type Env, settingWarnings } from "#lib/env/read.ts";
import { env, handOn, rawEnvironment } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { countDroppedLines, logConsole } from "./console-lines.ts";
import { prepareEmbeddedDatabase } from "./embedded-database.ts";
import { loadEnvFile } from "./env-file.ts";
import { probePort } from "./listen.ts";
import { adoptLocalSecret } from "./local-secret.ts";
import { placeOf, serve } from "./serve.ts";
import { runWorkers } from "./workers.ts";

/** The way the server was called. */
export type StartOptions = { readonly isDev: boolean; readonly file: string };

/** Ends the process, saying every fault, when the settings are wrong. For scripts that prepare a start. */
export function checkSettings(): void {
  try {
    loadEnvFile();
    env();
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

/** Starts the server: settings, local secret, port, embedded database, then one process or several. Says plainly why not. */
export async function start(options: StartOptions): Promise<void> {
  countDroppedLines();
  try {
    process.chdir(path.dirname(options.file));
    loadEnvFile();
    handOn({ NODE_ENV: options.isDev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" });
    const settings = env();
    // next-auth must never take its own address from a request (docs/security.md row 70).
    handOn({ NEXTAUTH_URL: settings.APP_URL });
    if (cluster.isWorker) await work(settings, options);
    else await lead(settings, options);
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

async function lead(settings: Env, options: StartOptions): Promise<void> {
  warnOfUnknownSettings();
  if (!options.isDev && !existsSync(".next/BUILD_ID")) throw new StartFault("There is no build yet: run `npm start`.");
  adoptLocalSecret();
  const place = placeOf(settings);
  await probePort(place);
  // Kept until this process ends; the operating system releases it then.
  if (settings.DATABASE_URL === undefined) await prepareEmbeddedDatabase(settings.DATA_DIR);
  const count = workerCount(settings, options.isDev);
  if (count > 1) await runWorkers({ count, file: options.file, place, stopDelayMs: settings.SHUTDOWN_DELAY * 1_000 });
  else await serveLogging(options);
  announce(env(), count);
}

async function work(settings: Env, options: StartOptions): Promise<void> {
  await serveLogging(options);
  process.send?.({ ready: settings.PORT }, undefined, undefined, () => {});
}

async function serveLogging({ isDev }: StartOptions): Promise<void> {
  if (!isDev) logConsole();
  await serve(env(), isDev);
}

function workerCount(settings: Env, isDev: boolean): number {
  return isDev ? 1 : processCount(settings);
}

function announce({ APP_URL, PORT, IS_LOCAL, MAIL_TRANSPORT }: Env, processes: number): void {
  if (IS_LOCAL) {
    const lines = [
      ["Open", APP_URL],
      ...(MAIL_TRANSPORT === "inbox" ? [["Mail", `${APP_URL}/dev/inbox  (no mail leaves this machine)`]] : []),
      ["Try", `${APP_URL}/register  make an account, then click the link in the inbox`],
      ["API", `${APP_URL}/api/docs`],
      ["Stop", "Ctrl+C"],
    ].map(([name = "", text = ""]) => `  ${name.padEnd(6)}${text}`);
    process.stdout.write(`\nLatchkey is ready.\n\n${lines.join("\n")}\n\n`);
  }
  log.info("ready", { url: APP_URL, port: PORT, processes, pid: process.pid });
}

function warnOfUnknownSettings(): void {
  for (const warning of settingWarnings(rawEnvironment())) console.warn(`Warning: ${warning}`);
}

function explain(error: unknown): void {
  // A misspelt name is often why another setting is missing.
  if (error instanceof SettingsFault) warnOfUnknownSettings();
  if (error instanceof SettingsFault || isStartFault(error)) process.stderr.write(`\n${error.message}\n\n`);
  else log.error("start_failed", { error });
  if (error instanceof SettingsFault) process.stderr.write("docs/settings.md explains every setting.\n\n");
}
