import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import { createDatabase, dropDatabase } from "./databases.ts";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import type { DatabaseKind, Place } from "./place.ts";
import { type Program, runProgram, startProgram } from "./process.ts";
import { makeTempFolder, removeTempFolder } from "./temp-folder.ts";

/** Settings by their names in docs/settings.md. */
export type Settings = Readonly<Record<string, string>>;

/** An application of one's own, with its own database, folder, port and key. */
export type App = Place & {
  /** Everything it has logged since its first start. */
  logs(): string;
  /** The process that runs now, or ran last; its workers are its children. */
  pid(): number;
  isRunning(): boolean;
  /** SIGTERM, and waits; the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: as if the machine had lost it. */
  kill(): Promise<void>;
  /** Starts it again on the same database, folder, port and key, after `stop` or `kill`. */
  restart(settings?: Settings): Promise<void>;
  /** Ends it and removes its database and folder. Call it in `afterAll`. */
  dispose(): Promise<void>;
};

/** What `startApp` needs; `serverUrl` and `template` come from the stage of the run (place.ts). */
export type AppOptions = {
  readonly database: DatabaseKind;
  /** Beside the usual ones; a function where they depend on the place. */
  readonly settings?: Settings | ((place: Place) => Settings);
  readonly serverUrl: string | null;
  /** A database to copy, as a data folder or a connection string; null: the application's very first start. */
  readonly template: string | null;
  /** The server's file, where it is not this project's own. */
  readonly entry?: string;
  /** The folder of the build; the project's own without it. */
  readonly folder?: string;
};

/** Two processes, where the database is for more than one. */
export function twoProcesses(database: DatabaseKind): Settings {
  return database === "postgres" ? { WEB_CONCURRENCY: "2" } : {};
}

/** Starts the built application on a database of its own and waits until it is ready. */
export async function startApp(options: AppOptions): Promise<App> {
  const place = await makePlace(options);
  const programs: Program[] = [];
  const usual = typeof options.settings === "function" ? options.settings(place) : (options.settings ?? {});
  const start = async (settings: Settings) => {
    const program = startProgram([options.entry ?? "server.ts"], { ...settingsOf(place), ...settings }, options.folder);
    programs.push(program);
    await becomesReady(place.url, program);
  };
  const app: App = {
    ...place,
    logs: () => programs.map((program) => program.output()).join(""),
    pid: () => programs.at(-1)?.pid ?? 0,
    isRunning: () => programs.at(-1)?.isRunning() ?? false,
    stop: async () => (await programs.at(-1)?.end("SIGTERM")) ?? null,
    kill: async () => void (await programs.at(-1)?.end("SIGKILL")),
    restart: (settings) => start(settings ?? usual),
    dispose: async () => {
      await programs.at(-1)?.end("SIGTERM");
      if (place.databaseUrl && options.serverUrl) await dropDatabase(options.serverUrl, place.databaseUrl);
      await removeTempFolder(place.dataFolder);
    },
  };
  await start(usual).catch(async (error: unknown) => {
    await app.dispose();
    throw error;
  });
  return app;
}

/**
 * The settings under which an application lives at this place: local mode, mails captured, limits out of the way, and one
 * process, since a start is what these tests spend most of their time on.
 */
export function settingsOf(place: Place): Settings {
  return {
    APP_URL: place.url,
    PORT: new URL(place.url).port,
    DATA_DIR: place.dataFolder,
    MAIL_DIR: place.mailFolder,
    SECRET_KEY: place.secretKey,
    RATE_LIMIT_SCALE: "1000",
    WEB_CONCURRENCY: "1",
    ...(place.databaseUrl === null ? {} : { DATABASE_URL: place.databaseUrl }),
  };
}

/** A place for an application that nothing has started yet: port, key, folder and database. */
export async function makePlace({
  database,
  serverUrl,
  template,
}: Omit<AppOptions, "settings" | "entry">): Promise<Place> {
  const dataFolder = await makeTempFolder();
  const place = {
    url: `http://localhost:${await freePort()}`,
    database,
    dataFolder,
    mailFolder: path.join(dataFolder, "mail"),
    secretKey: randomBytes(32).toString("base64"),
  };
  if (database === "pglite") {
    const how = { recursive: true, mode: constants.COPYFILE_FICLONE };
    if (template !== null) await cp(path.join(template, "db"), path.join(dataFolder, "db"), how);
    return { ...place, databaseUrl: null };
  }
  if (serverUrl === null) throw new Error("This run has no PostgreSQL server.");
  const databaseUrl = await createDatabase(serverUrl, template);
  if (template === null) await migrate({ DATABASE_URL: databaseUrl, DATA_DIR: dataFolder });
  return { ...place, databaseUrl };
}

async function migrate(settings: Settings): Promise<void> {
  const { code, output } = await runProgram(["--conditions=react-server", "scripts/db-migrate.ts"], settings);
  if (code !== 0) throw new Error(`The migration failed:\n${output}`);
}

async function becomesReady(url: string, program: Program): Promise<void> {
  await eventually("the application's start", () => answersReady(url, program), 60).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${program.output()}`);
  });
}

async function answersReady(url: string, program: Program): Promise<true | undefined> {
  if (!program.isRunning()) throw new Error("The application ended instead of starting.");
  try {
    const answer = await fetch(`${url}/api/health/ready`);
    await answer.arrayBuffer();
    return answer.status === 200 ? true : undefined;
  } catch {
    return undefined;
  }
}
