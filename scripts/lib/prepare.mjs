import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { compressBuild } from "./compress-build.mjs";
import { findNode24, isNode24, runOnNode24 } from "./node-24.mjs";
import { root } from "./root.mjs";
import { hashOf, unlessDone } from "./stamp.mjs";

/** Returns on Node 24; otherwise runs the same command on the one the packages bring and ends with its exit code. */
export async function ensureNode24() {
  if (isNode24()) return;
  process.exit(await runOnNode24([...process.execArgv, ...process.argv.slice(1)]));
}

/** Installs the packages of package-lock.json when they are missing or older than it. Works on Node 20.19. */
export async function ensureInstalled() {
  const installed = path.join(root, "node_modules/.package-lock.json");
  const hash = hashOf(["package-lock.json"]);
  await unlessDone({ stamp: "node_modules/.latchkey-installed", hash }, async () => {
    const isFresh =
      existsSync(installed) && modifiedAt(installed) >= modifiedAt(path.join(root, "package-lock.json")) - 5_000;
    if (isFresh && findNode24() !== null) return;
    console.log("Installing packages (the first time takes a minute) ...");
    const options = ["--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    try {
      await run(...npm(["ci", ...options]), "npm ci");
    } catch {
      // npm ci refuses a lock file without the optional packages of every other system; npm install takes what it names.
      await run(...npm(["install", "--no-save", ...options]), "npm install");
    }
  });
}

/** Generates the database client when the schema has changed. */
export async function ensureGenerated() {
  const hash = hashOf(["prisma/schema.prisma", "prisma.config.ts", "node_modules/prisma/package.json"]);
  await unlessDone({ stamp: "lib/db/generated/.latchkey-generated", hash }, async () => {
    console.log("Generating the database client ...");
    await node(["node_modules/prisma/build/index.js", "generate"], "prisma generate");
  });
}

const sources = [
  ...["app", "components", "emails", "lib", "public", "instrumentation.ts", "next.config.mjs"],
  ...["package-lock.json", "tsconfig.json"],
];

/** Builds the application when its sources have changed. Throws what the build says when it fails. */
export async function ensureBuilt() {
  const hash = hashOf(sources);
  await unlessDone({ stamp: ".next/latchkey-build", hash, result: ".next/BUILD_ID" }, async () => {
    console.log("Building ...");
    await node(["node_modules/next/dist/bin/next", "build"], "next build");
    await compressBuild();
  });
}

function node(args, name) {
  return run(findNode24() ?? process.execPath, args, name);
}

/** Runs a program; its output is told only when it fails, so that a good start stays short. */
function run(file, args, name) {
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" };
  const child = spawn(file, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], shell: file === "npm" });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) return resolve();
      reject(new Error(`${name} failed:\n${Buffer.concat(output).toString()}`));
    });
  });
}

// Under `npm start` npm says where it is; otherwise it is looked for on the PATH (on Windows a script, hence the shell).
function npm(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith("npm-cli.js") ? [process.execPath, [script, ...args]] : ["npm", args];
}

function modifiedAt(file) {
  return statSync(file).mtimeMs;
}
