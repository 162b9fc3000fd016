// The HTTP entry, run by Node itself: `node server.ts`, or with --dev before Next's development server.
// It imports no room that has a database: that lives in Next's bundle, started by instrumentation.ts.
import { enableCompileCache } from "node:module";
import path from "node:path";

// A fifth of what a start costs is compiling the same scripts again. Where the folder cannot be written, nothing is kept.
enableCompileCache(path.join(import.meta.dirname, ".next/cache/node"));
const { start } = await import("#lib/entry/start.ts");

await start({ isDev: process.argv.includes("--dev"), file: import.meta.filename });
