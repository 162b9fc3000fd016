import { defineConfig } from "vitest/config";

const attackCorpus = "e2e/http/attack-corpus.test.ts";

/**
 * What a request looks like, what an answer does, what a file or a command says: little of it depends on the database behind
 * (`cli-alone` runs commands on both).
 */
const atTheDoor = [
  ...["api-docs", "headers", "host", "language", "openapi", "origin", "request-shape", "scanners", "well-known"],
  ...["cli", "django-import", "django-import-files", "social-lies", "social-handshake", "token-cookies"],
  ...["access-token", "activation-key", "no-reset"],
].map((name) => `e2e/http/${name}.test.ts`);

/** They take two minutes more (CONTRIBUTING.md). */
const isSeenOnBoth = process.env["EVERY_DATABASE"] === "true";

const http = (database: "pglite" | "postgres") => ({
  extends: true as const,
  test: {
    name: `http-${database}`,
    // How it starts, and what the build is made of, have nothing to do with the database.
    include: [
      "e2e/{http,faults/quick}/**/*.test.ts",
      ...(database === "pglite" ? ["e2e/{start,security}/**/*.test.ts"] : []),
    ],
    // With it the whole would take longer than its 20 minutes: `npm run test:attack`.
    exclude: [attackCorpus, ...(database === "postgres" && !isSeenOnBoth ? atTheDoor : [])],
    env: { TEST_DATABASE: database },
    globalSetup: ["./e2e/support/vitest-setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // These tests mostly wait for their server: more of them than cores, in processes that serve many files.
    maxWorkers: 4,
    isolate: false,
  },
});

/** The corpus of requests that nobody should send. */
const attack = (database: "pglite" | "postgres") => {
  const { test } = http(database);
  return {
    extends: true as const,
    test: {
      ...test,
      name: `attack-${database}`,
      include: [attackCorpus],
      exclude: [],
    },
  };
};

/** Every fault there is a test of; those that need a server to end bring one. Alone, since they stop processes and measure. */
const faults = (database: "pglite" | "postgres") => {
  const { test } = http(database);
  const include = [`e2e/faults/{quick,both,${database}}/**/*.test.ts`];
  return {
    extends: true as const,
    test: { ...test, name: `faults-${database}`, include, exclude: [], testTimeout: 300_000, maxWorkers: 1 },
  };
};

/** What docs/customising.md says, done to a copy that is built and run by itself: it needs no stage. */
const guide = {
  extends: true as const,
  test: { name: "guide", include: ["e2e/guide/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 400_000 },
};

/** Statistics of times: alone on the machine, never beside other tests. */
const oracle = (database: "pglite" | "postgres") => {
  const { test } = http(database);
  const include = ["e2e/oracle/**/*.test.ts"];
  return {
    extends: true as const,
    test: { ...test, name: `oracle-${database}`, include, testTimeout: 600_000, maxWorkers: 1 },
  };
};

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
          include: ["{app,lib,emails,components,scripts,bench,e2e/support}/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A third of the time goes into starting a process for each file.
          maxWorkers: 3,
        },
      },
      http("pglite"),
      http("postgres"),
      guide,
      attack("pglite"),
      attack("postgres"),
      faults("pglite"),
      faults("postgres"),
      oracle("pglite"),
      oracle("postgres"),
    ],
  },
});
