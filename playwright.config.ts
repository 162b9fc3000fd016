import { defineConfig, devices } from "playwright/test";
import { browserFlags, findBrowser } from "#e2e/support/browser.ts";
import type { ProjectOptions } from "#e2e/support/fixtures.ts";
import type { DatabaseKind } from "#e2e/support/place.ts";

const executablePath = findBrowser();

const named = (...names: readonly string[]) => names.map((name) => `**/${name}.spec.ts`);

// What a screen looks like and how it helps does not depend on the database.
const onOneDatabase = named(
  ...["accessibility", "languages", "journeys", "sign-up-help", "account", "keyboard", "adopters-kit", "api-docs"],
  ...["activation", "settings", "scanners", "print", "social", "link-pages"],
);

// Nor do a keyboard, or what presses everything, depend on the size; some choose their own.
const onOneSize = named(
  ...["accessibility", "languages", "journeys", "keyboard", "adopters-kit", "api-docs", "activation", "scanners"],
  ...["settings", "social", "link-pages", "print", "recovery", "without-script"],
);

const project = (database: DatabaseKind, size: "desktop" | "phone") => ({
  name: `${database}-${size}`,
  testIgnore: [...(database === "postgres" ? onOneDatabase : []), ...(size === "phone" ? onOneSize : [])],
  use: { ...devices[size === "phone" ? "Pixel 7" : "Desktop Chrome"], database },
});

export default defineConfig<object, ProjectOptions>({
  testDir: "e2e/browser",
  globalSetup: "./e2e/support/playwright-setup.ts",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: ".test/playwright.json" }]],
  use: {
    locale: "en-GB",
    trace: "retain-on-failure",
    launchOptions: { args: [...browserFlags], ...(executablePath === null ? {} : { executablePath }) },
  },
  projects: [project("pglite", "desktop"), project("pglite", "phone"), project("postgres", "desktop")],
});
