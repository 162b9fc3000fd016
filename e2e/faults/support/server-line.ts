import type { Settings } from "#e2e/support/app.ts";
import type { Place } from "#e2e/support/place.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

/** A line to a PostgreSQL server that can be made to fail. */
export type ServerLine = {
  readonly line: TcpProxy;
  /** The settings with which an application at a place reaches its database over the line. */
  settings(place: Place): Settings;
};

/** Lays a line to the server of this connection string. */
export async function layServerLine(serverUrl: string): Promise<ServerLine> {
  const line = await startTcpProxy(Number(new URL(serverUrl).port));
  return {
    line,
    settings({ databaseUrl }) {
      const url = new URL(databaseUrl ?? serverUrl);
      url.port = String(line.port);
      return { DATABASE_URL: url.href };
    },
  };
}

/** Limits that end a wait within a test's patience; a statement may still take longer than the search for a deadlock, 1 s. */
export const impatient = { DATABASE_POOL_TIMEOUT: "1", DATABASE_STATEMENT_TIMEOUT: "2" } as const;
