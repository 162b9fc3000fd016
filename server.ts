// The HTTP entry, run by Node itself: `node server.ts`, or with --dev before Next's development server.
// It imports no room that has a database: that lives in Next's bundle, started by instrumentation.ts.
import { start } from "#lib/entry/start.ts";

await start({ isDev: process.argv.includes("--dev"), file: import.meta.filename });
