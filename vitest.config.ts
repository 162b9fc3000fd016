import { defineConfig } from "vitest/config";

const http = (database: "pglite" | "postgres") => ({
  extends: true as const,
  test: {
    name: `http-${database}`,
    include: ["e2e/http/**/*.test.ts"],
    globalSetup: ["e2e/support/global-setup.ts"],
    provide: { database },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two cores serve the applications under test as well.
    maxWorkers: 2,
  },
});

export default defineConfig({
  // `server-only` throws without this condition; scripts run Node with it as well.
  resolve: { conditions: ["react-server", "node", "import", "module", "default"] },
  test: {
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["{lib,emails,components,scripts}/**/*.test.{ts,tsx}"], testTimeout: 20_000 },
      },
      http("pglite"),
      http("postgres"),
    ],
  },
});
