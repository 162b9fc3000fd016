// node scripts/run.mjs FILE [arguments]: runs a TypeScript file of this project on Node 24, as the server's own code runs.
// Settings come from the environment and from .env.

import { existsSync } from "node:fs";
import { runOnNode24 } from "./lib/node-24.mjs";
import { ensureInstalled } from "./lib/prepare.mjs";
import { root } from "./lib/root.mjs";

const [file, ...args] = process.argv.slice(2);
if (file === undefined) {
  console.error("Usage: node scripts/run.mjs FILE [arguments]");
  process.exit(1);
}
process.chdir(root);
await ensureInstalled();
const envFile = existsSync(".env") ? ["--env-file=.env"] : [];
process.exitCode = await runOnNode24([...envFile, "--conditions=react-server", file, ...args]);
