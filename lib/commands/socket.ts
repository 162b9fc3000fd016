import { chmod, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import path from "node:path";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import type { CommandIo } from "./command.ts";
import { runCommand } from "./run-command.ts";
import { runSql } from "./sql-store.ts";

const question = z.union([
  z.object({ command: z.array(z.string()), cwd: z.string() }),
  z.object({ sql: z.string(), params: z.array(z.unknown()).default([]) }),
]);
const longestQuestion = 1_000_000;

/**
 * Listens on `DATA_DIR/cli.sock` (mode 0600), because the embedded database belongs to this one process. One line of JSON
 * asks: `{"command","cwd"}` is answered by lines `{"out"}` and `{"err"}` and a last `{"exit"}`; `{"sql","params"}`, in local
 * mode alone, by one line `{"rows"}` or `{"error"}`. Only the owner of the folder can ask, who owns the database files
 * anyway. Where the system has no room for the socket (its path may have 107 bytes) that is logged, and the server goes on.
 * Returns the function that ends it.
 */
export async function startCommandSocket(): Promise<() => Promise<void>> {
  const file = path.join(env().DATA_DIR, "cli.sock");
  await rm(file, { force: true });
  const server = createServer((socket) => serve(socket));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(file, resolve);
    });
    await chmod(file, 0o600);
  } catch (error) {
    log.warn("command_socket_unavailable", { error });
    return async () => {};
  }
  return async () => {
    server.close();
    await rm(file, { force: true });
  };
}

function serve(socket: Socket): void {
  let text = "";
  let isAsked = false;
  socket.setEncoding("utf8");
  socket.on("error", (error) => log.warn("command_socket_failed", { error }));
  socket.on("data", (chunk: string) => {
    if (isAsked) return;
    text += chunk;
    if (text.length > longestQuestion) socket.destroy();
    const end = text.indexOf("\n");
    if (end < 0) return;
    isAsked = true;
    void answer(text.slice(0, end), (line) => void socket.write(`${lineOf(line)}\n`)).then(() => socket.end());
  });
}

type Say = (line: object) => void;

async function answer(line: string, say: Say): Promise<void> {
  try {
    const asked = question.parse(JSON.parse(line));
    if ("command" in asked) await runHere(asked, say);
    else if (env().IS_LOCAL) say({ rows: await runSql(asked.sql, asked.params) });
    else say({ error: "Only in local mode." });
  } catch (error) {
    say({ error: error instanceof Error ? error.message : "failed" });
  }
}

async function runHere({ command, cwd }: { command: string[]; cwd: string }, say: Say): Promise<void> {
  const io: CommandIo = { out: (out) => say({ out }), err: (err) => say({ err }), cwd, mailsLeave: true };
  try {
    say({ exit: await runCommand(command, io) });
  } catch (error) {
    log.error("command_failed", { verb: command[0], error });
    say({ err: "It failed: the server's log says why." });
    say({ exit: 1 });
  }
}

// Readers of lines take U+2028 and U+2029 for ends of line too.
function lineOf(value: object): string {
  return JSON.stringify(value, plain).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function plain(_name: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
