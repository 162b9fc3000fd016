import { type Client, clientOf } from "#e2e/support/api.ts";
import { makePlace, type Settings, settingsOf } from "#e2e/support/app.ts";
import { dropDatabase } from "#e2e/support/databases.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { type Place, stageOf } from "#e2e/support/place.ts";
import { type Program, startProgram } from "#e2e/support/process.ts";
import { removeTempFolder } from "#e2e/support/temp-folder.ts";
import { type Balancer, readinessAt, replicaHeader, startBalancer } from "./balancer.ts";

/** One replica of several. */
export type Replica = {
  /** Starts it with these settings beside the usual ones and waits until it is ready and gets its requests. */
  start(settings?: Settings): Promise<void>;
  /** SIGTERM, and waits; the exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
  pid(): number;
};

/** Several processes with one address, one database and one key, as machines behind a balancer are. */
export type Replicas = Place & {
  readonly replicas: readonly [Replica, Replica];
  logs(): string;
  dispose(): Promise<void>;
};

const hosts = ["127.0.0.2", "127.0.0.3"] as const;

/** Starts two on a database of their own. Each has its own address on the loopback: every Linux has them, macOS has not. */
export async function startReplicas(settings: Settings = {}): Promise<Replicas> {
  const { serverUrl, template } = stageOf("postgres");
  const place = await makePlace({ database: "postgres", serverUrl, template });
  const port = Number(new URL(place.url).port);
  const balancer = await startBalancer(port, hosts);
  const programs: Program[] = [];
  const launch = (host: string, own: Settings) => {
    const all = { ...settingsOf(place), ...settings, ...own, BIND: host };
    const program = startProgram(["server.ts"], all);
    programs.push(program);
    return program;
  };
  const isInTurn = balancer.isInTurn;
  const [first, second] = hosts.map((host) => replicaAt({ host, port, isInTurn }, (own) => launch(host, own)));
  if (!first || !second) throw new Error("two hosts are two replicas");
  const dispose = async () => {
    await Promise.all(programs.map((program) => program.end("SIGTERM")));
    await balancer.close();
    if (place.databaseUrl && serverUrl) await dropDatabase(serverUrl, place.databaseUrl);
    await removeTempFolder(place.dataFolder);
  };
  return { ...place, replicas: [first, second], logs: () => programs.map((one) => one.output()).join(""), dispose };
}

/** A client, of its own where none is given, whose every request goes to the same replica. */
export function replicaClient(house: Replicas, replica: 0 | 1, client: Client = clientOf(house)): Client {
  const send: Client["send"] = (method, path, sending) => {
    const headers = { ...sending?.headers, [replicaHeader]: String(replica) };
    return client.send(method, path, { ...sending, headers });
  };
  return {
    ...client,
    send,
    get: (path, sending) => send("GET", path, sending),
    post: (path, fields = {}, sending) => send("POST", path, { ...sending, fields }),
  };
}

type At = { readonly host: string; readonly port: number } & Pick<Balancer, "isInTurn">;

function replicaAt(at: At, launch: (own: Settings) => Program): Replica {
  let program: Program | undefined;
  return {
    pid: () => program?.pid ?? 0,
    stop: async () => (await program?.end("SIGTERM")) ?? null,
    kill: async () => void (await program?.end("SIGKILL")),
    async start(own = {}) {
      const started = launch(own);
      program = started;
      await eventually(
        `the start of ${at.host}`,
        async () => {
          if (!started.isRunning()) throw new Error(`It ended instead of starting:\n${started.output()}`);
          return (await readinessAt(at)) === 200 && at.isInTurn(at.host) ? true : undefined;
        },
        60,
      );
    },
  };
}
