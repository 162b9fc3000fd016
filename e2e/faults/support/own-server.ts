import { type App, type Settings, startApp } from "#e2e/support/app.ts";
import { startMailApiPeer } from "#e2e/support/mail-api-peer.ts";
import { type PostgresOptions, type PostgresServer, startPostgres } from "#e2e/support/postgres.ts";
import { type ApiStage, mailTo } from "./api-stage.ts";
import { expectPromisesKept, watchVersions } from "./invariants.ts";
import { witnessOf } from "./witness.ts";

/** An application on a PostgreSQL server that the test may end, stop or starve. */
export type ServerStage = ApiStage & { readonly server: PostgresServer };

/** Starts both; the server keeps what it says it keeps (fsync), as only that can be lost. */
export async function openServerStage(options: PostgresOptions = {}, settings: Settings = {}): Promise<ServerStage> {
  const server = await startPostgres({ isOwn: true, isDurable: true, ...options });
  const api = await startMailApiPeer();
  const all = { ...mailTo(api), ...settings };
  const app: App = await startApp({ database: "postgres", serverUrl: server.url, template: null, settings: all });
  const witness = witnessOf(app);
  const noVersionFell = watchVersions(app);
  return {
    server,
    app,
    api,
    witness,
    noVersionFell,
    keepsItsWord: (trial) => expectPromisesKept({ witness, api, logs: app.logs, noVersionFell, ...trial }),
    end: async () => {
      await app.dispose();
      await api.close();
      await server.stop();
    },
  };
}

/** The memory of a process in MB, or null where the system does not tell. */
export async function residentMb(pid: number): Promise<number | null> {
  const { readFile } = await import("node:fs/promises");
  const status = await readFile(`/proc/${pid}/status`, "latin1").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
}
