// The arrows of the house (ARCHITECTURE.md): reads every source file and reports each import its room may not make.
// Run by `npm test` and `npm run check`; the rule tables are scripts/lint-rooms/{rooms,doors}.ts.
import { glob, readFile } from "node:fs/promises";
import { checkRooms, type SourceFile } from "./lint-rooms/check.ts";

const skipped = ["node_modules", ".next", ".git", ".data", ".test", "lib/db/generated"];

const files: SourceFile[] = [];
for await (const path of glob("**/*.{ts,tsx,mts,mjs}", { exclude: skipped })) {
  if (path.endsWith(".d.ts")) continue;
  files.push({ path: path.replaceAll("\\", "/"), text: await readFile(path, "utf8") });
}
const faults = checkRooms(files);
for (const fault of faults) console.error(`${fault.file}:${fault.line} ${fault.message}`);
console.log(`rooms: ${files.length} files, ${faults.length} broken arrows`);
process.exit(faults.length > 0 ? 1 : 0);
