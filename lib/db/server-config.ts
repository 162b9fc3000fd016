import { demandsTls } from "#lib/env/kinds.ts";
import { env } from "#lib/env.ts";
import { BoundedClient } from "./bounded-client.ts";

/** A pool of this process: what the server's list of connections shows, and how many there may be. */
export type PoolPlan = {
  readonly name: string;
  readonly max: number;
  /** The longest a statement may take, in seconds; 0: as long as it needs. */
  readonly statementSeconds: number;
  /** The longest it may wait for a lock that somebody else holds, in seconds; 0: as long as the statement. */
  readonly lockSeconds?: number;
};

/**
 * How a pool reaches the server of DATABASE_URL. Every wait is bounded, so that a database that hangs becomes a 503 instead
 * of a queue: for a connection, for a statement (kept by the server, and by us when it keeps nothing), and 10 s for a
 * transaction whose owner went away.
 */
export function serverConfig({ name, max, statementSeconds, lockSeconds = 0 }: PoolPlan) {
  const at = new URL(env().DATABASE_URL ?? "");
  return {
    host: at.searchParams.get("host") ?? at.hostname,
    port: Number(at.port || 5432),
    user: decodeURIComponent(at.username),
    password: decodeURIComponent(at.password),
    database: decodeURIComponent(at.pathname.slice(1)),
    ...(demandsTls(at) ? { ssl: true } : {}),
    max,
    application_name: name,
    // The drivers of both pools read and write times without their zone. And what has a name is planned once a connection:
    // left to itself the server plans the longest of our statements at every use.
    options: "-c TimeZone=UTC -c plan_cache_mode=force_generic_plan",
    keepAlive: true,
    connectionTimeoutMillis: env().DATABASE_POOL_TIMEOUT * 1_000,
    statement_timeout: statementSeconds * 1_000,
    lock_timeout: lockSeconds * 1_000,
    idle_in_transaction_session_timeout: 10_000,
    Client: BoundedClient,
  };
}
