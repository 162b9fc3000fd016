import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { clientOf } from "#e2e/support/api.ts";
import { type App, startApp } from "#e2e/support/app.ts";
import { type PostgresServer, startPostgres } from "#e2e/support/postgres.ts";
import { hashPassword } from "#lib/passwords/hash.ts";
import { makeAccounts, password } from "./accounts.ts";

/** PostgreSQL, and the built application on it with as many processes as it takes by itself. */
export type Stage = {
  readonly app: App;
  readonly port: number;
  readonly databaseUrl: string;
  /** The hash that all made accounts have. */
  readonly hash: string;
  /** From the start of the processes until the first answer, in ms. */
  readonly startMs: number;
  close(): Promise<void>;
};

/**
 * Starts PostgreSQL as it is used, with every commit on the disk before it is answered. Limits are out of the way; the load
 * comes as through a proxy, so that each of its people has an address; mails are captured in memory.
 */
export async function openStage(accounts: number): Promise<Stage> {
  const [server, mails] = [await startPostgres({ isDurable: true }), await makeMailFolder()];
  const close = async () => {
    await server.stop();
    await rm(mails, { recursive: true, force: true });
  };
  try {
    const stage = await stageOn(server, mails, accounts);
    return { ...stage, close: () => stage.close().then(close) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function stageOn(server: PostgresServer, mails: string, accounts: number): Promise<Stage> {
  const settings = {
    MAIL_DIR: mails,
    WEB_CONCURRENCY: String(availableParallelism()),
    RATE_LIMIT_SCALE: "1000000",
    LOG_LEVEL: "warn",
    TRUSTED_PROXY_COUNT: "1",
    NOTIFY_NEW_SIGN_IN: "false",
  };
  const app = await startApp({ database: "postgres", serverUrl: server.url, template: null, settings });
  const { databaseUrl } = app;
  if (databaseUrl === null) throw new Error("The bench runs on PostgreSQL.");
  const hash = await hashPassword(password);
  await makeAccounts(databaseUrl, accounts, hash);
  // Once more, now that there is something to serve; the migration is no part of a start.
  await app.stop();
  const from = performance.now();
  await app.restart(settings);
  const startMs = performance.now() - from;
  return { app, port: Number(new URL(app.url).port), databaseUrl, hash, startMs, close: app.dispose };
}

/**
 * A new folder for the captured mails, in memory where the system has a place for that. In operation mails leave by a socket: how long a file
 * system looks for room for a new file is none of the server's speed (docs/performance.md).
 */
async function makeMailFolder(): Promise<string> {
  const memory = "/dev/shm";
  return mkdtemp(path.join(existsSync(memory) ? memory : tmpdir(), "latchkey-mails-"));
}

/** A session cookie and an access token of a made account. */
export async function credentials(stage: Stage): Promise<{ readonly cookie: string; readonly access: string }> {
  const client = clientOf(stage.app);
  const session = await client.post("/api/v1/accounts/login/", { login: "bench_1", password });
  const tokens = await clientOf(stage.app).post("/api/v1/auth/login/", { username: "bench_1", password });
  const cookie = session.setCookies.find((line) => line.startsWith("session="));
  if (!cookie) throw new Error(`Logging in answered ${session.status}`);
  return { cookie: cookie.split(";")[0] ?? "", access: String(tokens.body.access) };
}
