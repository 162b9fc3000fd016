// Writes docs/errors.md from the error table and the English texts: node scripts/run.mjs scripts/docs-errors.ts
import { writeFileSync } from "node:fs";
import { errorsPage } from "./docs/errors-page.ts";

writeFileSync("docs/errors.md", errorsPage());
