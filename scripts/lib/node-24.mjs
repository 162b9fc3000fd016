import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./root.mjs";

/** Everything is written for this version; start and test scripts alone also run on 20.19. */
const wanted = 24;

/** Where Node keeps what it compiled, as the server does: a command starts in half the time. */
const compiled = path.join(root, ".next", "cache", "node");

/** Whether this process runs on Node 24 or newer. */
export function isNode24() {
  return Number.parseInt(process.versions.node, 10) >= wanted;
}

/** The path of a Node 24: this one, or the one the package `node-<os>-<cpu>` brings; null when there is none. */
export function findNode24() {
  if (isNode24()) return process.execPath;
  const system = process.platform === "win32" ? "win" : process.platform;
  const binary = process.platform === "win32" ? "node.exe" : "node";
  const found = path.join(root, "node_modules", `node-${system}-${process.arch}`, "bin", binary);
  return existsSync(found) ? found : null;
}

/** Runs Node 24 with these arguments on this terminal, passes signals on, and resolves with its exit code. */
export async function runOnNode24(args) {
  const node = findNode24();
  if (node === null) {
    console.error(
      `Latchkey needs Node ${wanted}. This is Node ${process.versions.node}, and there is no package with Node ${wanted} ` +
        `for ${process.platform} on ${process.arch}: install Node ${wanted} (https://nodejs.org) and try again.`,
    );
    return 1;
  }
  const child = spawn(node, args, { stdio: "inherit", env: { NODE_COMPILE_CACHE: compiled, ...process.env } });
  // A terminal's Ctrl+C reaches the child by itself as well; it takes the second one for the same.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(`${node} does not run on this machine (${error.code}): install Node ${wanted} and try again.`);
      resolve(1);
    });
    child.once("exit", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}
