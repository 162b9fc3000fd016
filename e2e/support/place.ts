import { z } from "zod";

/** The two databases everything runs on. */
export const databaseKinds = ["pglite", "postgres"] as const;

/** One of the two databases. */
export type DatabaseKind = (typeof databaseKinds)[number];

const placeShape = z.object({
  /** The origin, `http://localhost:<port>`. */
  url: z.string(),
  database: z.enum(databaseKinds),
  /** Connection string; null for the embedded database. */
  databaseUrl: z.string().nullable(),
  dataFolder: z.string(),
  mailFolder: z.string(),
  /** The application's master key in base64, so that tests can sign aged links. */
  secretKey: z.string(),
});

/** Where an application under test is, and all that a test needs to look inside it. */
export type Place = Readonly<z.infer<typeof placeShape>>;

const stageShape = z.object({
  /** Connection string of the PostgreSQL server of this run; null where only the embedded database is tested. */
  serverUrl: z.string().nullable(),
  /** A migrated database that every application gets a copy of: a data folder, or a connection string. */
  template: z.string(),
  /** The application with default settings that all tests of this project share. */
  shared: placeShape,
});

/** What the set-up of a run prepared for one database (stage.ts). */
export type Stage = Readonly<z.infer<typeof stageShape>>;

/** Hands a stage to the processes that run the tests. */
export function publishStage(database: DatabaseKind, stage: Stage): void {
  process.env[stageName(database)] = JSON.stringify(stage);
}

/** The stage that the set-up of this run published. */
export function stageOf(database: DatabaseKind): Stage {
  const text = process.env[stageName(database)];
  if (text === undefined)
    throw new Error(`No stage for ${database}: run these tests by vitest or playwright, with their set-up.`);
  return stageShape.parse(JSON.parse(text));
}

/** The database of the project that this test file runs in (vitest.config.ts). */
export function currentDatabase(): DatabaseKind {
  return z.enum(databaseKinds).parse(process.env["TEST_DATABASE"]);
}

/** The application with default settings that all tests of this project share. */
export function sharedPlace(): Place {
  return stageOf(currentDatabase()).shared;
}

function stageName(database: DatabaseKind): string {
  return `LATCHKEY_TEST_STAGE_${database.toUpperCase()}`;
}
