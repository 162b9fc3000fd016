// Everything `npm test` runs, by name.
import { playwrightCount, vitestCount } from "./reports.mjs";

const vitest = "node_modules/vitest/vitest.mjs";

/** @type {Record<string, import("./run-step.mjs").Step>} */
export const steps = {
  types: { name: "types", args: ["node_modules/typescript/lib/tsc.js", "--noEmit"] },
  lint: {
    name: "lint",
    args: ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", "--max-diagnostics=100"],
  },
  rooms: { name: "rooms", args: ["scripts/lint-rooms.ts"] },
  unused: { name: "unused code", args: ["node_modules/knip/bin/knip.js", "--no-progress"] },
  unit: {
    name: "unit",
    args: [vitest, "run", "--project=unit", "--reporter=dot", "--reporter=json", "--outputFile.json=.test/unit.json"],
    report: ".test/unit.json",
    read: vitestCount,
  },
  http: {
    name: "http",
    args: [vitest, "run", "--project=http-*", "--reporter=dot", "--reporter=json", "--outputFile.json=.test/http.json"],
    report: ".test/http.json",
    read: vitestCount,
    isLive: true,
  },
  browser: {
    name: "browser",
    args: ["node_modules/playwright/cli.js", "test"],
    report: ".test/playwright.json",
    read: playwrightCount,
    isLive: true,
  },
};
