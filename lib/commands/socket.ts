import { chmod, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import path from "node:path";
import { z } from "zod";
import { runSql } from "./sql-store.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

const question = z.object({ sql: z.string(), params: z.array(z.unknown()).default([]) });
const longestQuestion = 1_000_000;

/**
 * Listens on `DATA_DIR/cli.sock` (mode 0600) for commands, because the embedded database belongs to this one process: one line
 * of JSON in, one line of JSON out. Only the owner of the folder can reach it, who owns the database files anyway. Returns the
 * function that ends it.
 */
export async function startCommandSocket(): Promise<() => Promise<void>> {
  const file = path.join(env().DATA_DIR, "cli.sock");
  await rm(file, { force: true });
  const server = createServer((socket) => serve(socket));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(file, resolve);
  });
  await chmod(file, 0o600);
  return async () => {
    server.close();
    await rm(file, { force: true });
  };
}

function serve(socket: Socket): void {
  let text = "";
  socket.setEncoding("utf8");
  socket.on("error", (error) => log.warn("command_socket_failed", { error }));
  socket.on("data", (chunk: string) => {
    text += chunk;
    if (text.length > longestQuestion) socket.destroy();
    const end = text.indexOf("\n");
    if (end >= 0) void answer(text.slice(0, end)).then((line) => socket.end(`${line}\n`));
  });
}

async function answer(line: string): Promise<string> {
  try {
    const { sql, params } = question.parse(JSON.parse(line));
    return JSON.stringify({ rows: await runSql(sql, params) }, plain);
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : "failed" });
  }
}

function plain(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
