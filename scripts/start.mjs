// npm start: installs, generates and builds what has changed, then serves. npm run dev (--dev): Next's development server
// behind the same entry. Runs on Node 20.19 and continues on Node 24.
import path from "node:path";
import { ensureBuilt, ensureGenerated, ensureInstalled, ensureNode24 } from "./lib/prepare.mjs";
import { root } from "./lib/root.mjs";

const isDev = process.argv.includes("--dev");
process.chdir(root);

if (process.env.npm_lifecycle_event !== undefined) endWithParent();
await prepare();
const { start } = await import("#lib/entry/start.ts");
await start({ isDev, file: path.join(root, "server.ts") });

/** npm passes a signal to a shell, which dies of it and tells nobody: when that is gone, we end as by SIGTERM. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}

async function prepare() {
  try {
    await ensureInstalled();
    await ensureNode24();
    const { checkSettings } = await import("#lib/entry/start.ts");
    // Before the build: a wrong setting is told at once.
    checkSettings();
    await ensureGenerated();
    if (!isDev) await ensureBuilt();
  } catch (error) {
    console.error(`Latchkey could not be prepared: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
