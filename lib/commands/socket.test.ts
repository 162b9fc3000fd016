import { randomBytes } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { handOn } from "#lib/env.ts";
import { askServer } from "./ask-server.ts";
import { startCommandSocket } from "./socket.ts";

let folder = "";
let stop = async () => {};
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "latchkey-"));
  handOn({ APP_URL: "http://localhost:3000", DATA_DIR: folder, LOG_LEVEL: "error" });
  stop = await startCommandSocket();
});
afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

/** What the socket answers to a line, whole. */
async function ask(line: string): Promise<string> {
  const chunks: string[] = [];
  const socket = createConnection(path.join(folder, "cli.sock"));
  socket.setEncoding("utf8");
  socket.write(line);
  for await (const chunk of socket) chunks.push(String(chunk));
  return chunks.join("");
}

/** A command as scripts/account.ts sends it, and what it said. */
async function command(...argv: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line), cwd: folder };
  return { code: await askServer(folder, argv, io), out: out.join("\n"), err: err.join("\n") };
}

describe("the command socket", () => {
  test("is open to the owner of the folder alone", async () => {
    expect((await stat(path.join(folder, "cli.sock"))).mode & 0o777).toBe(0o600);
  });

  test("passes on what a command says, and its exit code", async () => {
    expect(await command("help")).toMatchObject({ code: 0, out: expect.stringContaining("disable NAME"), err: "" });
    expect(await command("show")).toMatchObject({ code: 2, out: "", err: expect.stringContaining("NAME is missing") });
  });

  test("keeps lines whole, whatever separates lines elsewhere", async () => {
    expect(await command("a\u2028b\nc")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^"a\u2028b\nc" is no verb/),
    });
  });

  test("tells a failure without its reason, which may hold what nobody should read", async () => {
    expect(await command("list")).toMatchObject({ code: 1, err: "It failed: the server's log says why." });
  });

  test.each(["{}", "null", "{", '{"command":"list"}'])("answers %s with an error and nothing else", async (line) => {
    expect(JSON.parse(await ask(`${line}\n`))).toEqual({ error: expect.any(String) });
  });

  test("runs no statement for anybody in public mode", async () => {
    const statement = `${JSON.stringify({ sql: "SELECT 1" })}\n`;
    expect(JSON.parse(await ask(statement))).not.toEqual({ error: "Only in local mode." });
    handOn({
      APP_URL: "https://accounts.example.org",
      SECRET_KEY: randomBytes(32).toString("base64"),
      SMTP_URL: "smtp://mail.example.org",
      MAIL_TRANSPORT: "smtp",
      VERIFICATION_FROM_EMAIL: "accounts@example.org",
    });
    expect(JSON.parse(await ask(statement))).toEqual({ error: "Only in local mode." });
  });

  test("that nobody serves is no server", async () => {
    await stop();
    expect(await command("help")).toEqual({ code: null, out: "", err: "" });
  });
});
