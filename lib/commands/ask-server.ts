import { createConnection, type Socket } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import type { CommandIo } from "./command.ts";

const said = z.union([
  z.object({ out: z.string() }),
  z.object({ err: z.string() }),
  z.object({ exit: z.int() }),
  z.object({ error: z.string() }),
]);

/**
 * Has the server that works in this DATA_DIR run a command (socket.ts), and passes on what it says, as it says it. The exit
 * code; null when no server listens there. A server that dies meanwhile is exit code 1.
 */
export async function askServer(
  dataDir: string,
  argv: readonly string[],
  io: Pick<CommandIo, "out" | "err" | "cwd">,
): Promise<number | null> {
  const socket = await connect(path.join(dataDir, "cli.sock"));
  if (socket === null) return null;
  socket.write(`${JSON.stringify({ command: argv, cwd: io.cwd })}\n`);
  let exitCode: number | null = null;
  for await (const line of createInterface({ input: socket })) {
    const answer = said.parse(JSON.parse(line));
    if ("exit" in answer) exitCode = answer.exit;
    else if ("out" in answer) io.out(answer.out);
    else io.err("err" in answer ? answer.err : answer.error);
  }
  if (exitCode === null) io.err("The server ended before it had answered. Look whether the work is done.");
  return exitCode ?? 1;
}

function connect(file: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(file);
    socket.setEncoding("utf8");
    socket.once("connect", () => resolve(socket));
    // Nobody listens there, or the file is a dead server's: either way there is no server to ask.
    socket.once("error", () => resolve(null));
  });
}
