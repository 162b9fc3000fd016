// npm run bench [handlers] [hash] [mixed] [peer] [growth]: builds what has changed, then measures (bench/run.ts).
import { runOnNode24 } from "./lib/node-24.mjs";
import { ensureBuilt, ensureGenerated, ensureInstalled, ensureNode24 } from "./lib/prepare.mjs";
import { root } from "./lib/root.mjs";

process.chdir(root);
await ensureInstalled();
await ensureNode24();
await ensureGenerated();
await ensureBuilt();
process.exitCode = await runOnNode24(["--conditions=react-server", "bench/run.ts", ...process.argv.slice(2)]);
