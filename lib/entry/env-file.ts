import { existsSync } from "node:fs";
import { handOn } from "#lib/env.ts";

/**
 * Loads `.env` of the current folder where there is one; what the environment already says wins. Next is told that this is
 * done: it would otherwise load more files (.env.local, .env.production …), and two halves of one process would disagree.
 */
export function loadEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
  handOn({ __NEXT_PROCESSED_ENV: "true" });
}
