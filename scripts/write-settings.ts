// Writes docs/settings.md and .env.example from the tables of lib/env.
import { writeFileSync } from "node:fs";
import { envExample, settingsPage } from "#lib/env/documents.ts";
import { limitTable } from "#lib/limits/table.ts";

writeFileSync("docs/settings.md", settingsPage(limitTable));
writeFileSync(".env.example", envExample(limitTable));
