import { defineConfig } from "vitest/config";

const http = (database: "pglite" | "postgres") => ({
  extends: true as const,
  test: {
    name: `http-${database}`,
    // How it starts, and what the build is made of, have nothing to do with the database.
    include: ["e2e/http/**/*.test.ts", ...(database === "pglite" ? ["e2e/{start,security}/**/*.test.ts"] : [])],
    env: { TEST_DATABASE: database },
    globalSetup: ["./e2e/support/vitest-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // These tests mostly wait for their server: more of them than cores, in processes that serve many files.
    maxWorkers: 4,
    isolate: false,
  },
});

export default defineConfig({
  // `server-only` throws without this condition; scripts run Node with it as well.
  resolve: { conditions: ["react-server", "node", "import", "module", "default"] },
  test: {
    pool: "forks",
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,lib,emails,components,scripts,e2e/support}/**/*.test.{ts,tsx}"],
          testTimeout: 30_000,
        },
      },
      http("pglite"),
      http("postgres"),
    ],
  },
});
