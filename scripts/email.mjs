// npm run email -- [PORT]: every mail in every language, on loopback, written anew from the files at each look. Ends with Ctrl+C.

import { runOnNode24 } from "./lib/node-24.mjs";
import { ensureInstalled } from "./lib/prepare.mjs";
import { root } from "./lib/root.mjs";

process.chdir(root);
await ensureInstalled();
// Not by run.mjs: under its condition for server components React renders no markup.
process.exitCode = await runOnNode24(["scripts/email/serve.ts", ...process.argv.slice(2)]);
