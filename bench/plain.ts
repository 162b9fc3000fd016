import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { freePort } from "#e2e/support/free-port.ts";
import { measure, type Source } from "./plan.ts";

/** Answers a second of the plainest server there is (plain-server.ts) to the same requests, on the same database. */
export async function plainRate(databaseUrl: string, source: Source): Promise<number> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DATABASE_URL: databaseUrl };
  const server = fork(path.join(import.meta.dirname, "plain-server.ts"), { env, execArgv: [] });
  try {
    await once(server, "message");
    return (await measure({ port, connections: 16, warmSeconds: 2, seconds: 5, source })).perSecond;
  } finally {
    server.kill();
    await once(server, "exit");
  }
}
