import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { eventually } from "./eventually.ts";
import { freePort } from "./free-port.ts";
import { findPostgres, type PostgresInstallation, type PostgresTool } from "./postgres-binaries.ts";
import { makeTempFolder, removeTempFolder } from "./temp-folder.ts";

/** A PostgreSQL server for one test run. */
export type PostgresServer = {
  /** Connection string of its maintenance database; `createDatabase` and `dropDatabase` work through it. */
  readonly url: string;
  /** The folder of its programs; null for a foreign server. */
  readonly bin: string | null;
  /** Ends it as a power failure would, keeping its data; `revive` starts it again on the same port. */
  crash(): Promise<void>;
  revive(): Promise<void>;
  /** Stops it and its children where they stand, and lets them go on: it accepts connections and says nothing. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Ends it at once (its data is thrown away); a foreign server is left alone. */
  stop(): Promise<void>;
};

/**
 * How a server of one's own is made: `isDurable` switches fsync on (for crash tests), `settings` are `-c` options,
 * `environment` is added to its own, `home` is a folder for its data other than a temporary one. `isOwn`: a test that ends
 * the server must not take the one of `TEST_DATABASE_URL`. `tools` it must have beside it.
 */
export type PostgresOptions = {
  readonly isDurable?: boolean;
  readonly isOwn?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly home?: string;
  readonly tools?: readonly PostgresTool[];
};

/**
 * The server of `TEST_DATABASE_URL`, or a new one with its data in a temporary folder, on a free port of the loopback,
 * behind a random password. Takes about two seconds.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given && !options.isOwn) return foreign(given);
  const folder = await makeTempFolder();
  // The server may run as another user, who must be able to walk through.
  await chmod(folder, 0o711);
  const installation = await findPostgres(folder, options.tools);
  const password = randomBytes(18).toString("hex");
  const data = await initialise(installation, options.home ?? path.join(folder, "cluster"), password);
  const port = await freePort();
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  const running: { child: ChildProcess } = { child: launch(installation, data, { port, ...options }) };
  const ready = () => eventually("PostgreSQL's start", () => accepts(url, running.child), 30);
  const signal = (name: NodeJS.Signals) => signalAll(running.child.pid ?? 0, name);
  const stop = async () => {
    await signal("SIGCONT");
    await end(running.child);
    await removeTempFolder(folder);
  };
  const revive = async () => {
    running.child = launch(installation, data, { port, ...options });
    await ready();
  };
  try {
    await ready();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    bin: installation.bin,
    stop,
    crash: () => end(running.child),
    revive,
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
  };
}

function foreign(url: string): PostgresServer {
  const refuse = () => Promise.reject(new Error("TEST_DATABASE_URL names a server that is not ours to end."));
  return { url, bin: null, stop: async () => undefined, crash: refuse, revive: refuse, freeze: refuse, thaw: refuse };
}

/** The postmaster first, so that it makes no more children; none of them is another's. */
async function signalAll(pid: number, name: NodeJS.Signals): Promise<void> {
  if (pid === 0) return;
  process.kill(pid, name);
  const { stdout } = await promisify(execFile)("pgrep", ["-P", String(pid)]).catch(() => ({ stdout: "" }));
  for (const child of stdout.split("\n").filter(Boolean)) process.kill(Number(child), name);
}

async function initialise({ bin, runAs }: PostgresInstallation, home: string, password: string): Promise<string> {
  const passwordFile = path.join(home, "password");
  await mkdir(home, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs) for (const file of [home, passwordFile]) await chown(file, runAs.uid, runAs.gid);
  const data = path.join(home, "data");
  const how = ["--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C", "--no-sync"];
  const options = { ...runAs, cwd: home };
  await promisify(execFile)(path.join(bin, "initdb"), ["-D", data, "-U", "postgres", ...how], options);
  return data;
}

function launch({ bin, runAs }: PostgresInstallation, data: string, options: PostgresOptions & { port: number }) {
  const fast = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };
  const settings = {
    port: String(options.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    timezone: "UTC",
    ...(options.isDurable ? {} : fast),
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const how = { ...runAs, cwd: data, stdio: "ignore" as const, env: { ...process.env, ...options.environment } };
  const child = spawn(path.join(bin, "postgres"), ["-D", data, ...flags], how);
  // A test run that dies takes its server with it.
  process.once("exit", () => child.kill("SIGQUIT"));
  return child;
}

async function accepts(url: string, child: ChildProcess): Promise<true | undefined> {
  if (child.exitCode !== null) throw new Error(`PostgreSQL ended with code ${child.exitCode} instead of starting`);
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return undefined;
  } finally {
    await client.end();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGQUIT");
  await ended;
}
