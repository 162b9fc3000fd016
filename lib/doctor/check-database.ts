import { availableParallelism } from "node:os";
import { database } from "#lib/db/client.ts";
import { type ConnectionFacts, connectionFacts } from "#lib/db/connection-facts.ts";
import { isPoolerRefusal, isTlsRefusal, isUnavailable, poolerMend, tlsMend } from "#lib/db/errors.ts";
import { schemaState } from "#lib/db/migrations/pending.ts";
import { env } from "#lib/env.ts";
import { type DatabaseFacts, databaseFacts, overdueMails } from "./database-store.ts";
import { type Finding, fine, mind, wrong } from "./finding.ts";

const oldest = 15;
/** Beside the pool each process has the queue's connections. */
const queueConnections = 4;

/** The open database: answering, new enough, ours to write, at the same time as we, and of this version's schema. */
export async function checkDatabase(): Promise<readonly Finding[]> {
  const sentMs = Date.now();
  const facts = await databaseFacts().catch(refusalOf);
  if ("level" in facts) return [facts];
  const skewSeconds = (facts.nowMs - (sentMs + Date.now()) / 2) / 1_000;
  return [
    fine(`database: PostgreSQL ${facts.version} answers`),
    ...judgeFacts(facts, { skewSeconds, connections: database().embedded ? null : needed() }),
    ...(database().embedded ? [] : judgeConnection(await connectionFacts(database().statements))),
    ...(await ofSchema()),
  ];
}

/** Why nothing could be asked. */
function refusalOf(error: unknown): Finding {
  if (isPoolerRefusal(error)) return wrong("database: a pooler refuses our connections' settings", poolerMend);
  if (isTlsRefusal(error)) return wrong("database: TLS to it fails", `Either ${tlsMend}.`);
  if (isUnavailable(error)) {
    return wrong(
      "database: it does not answer",
      "Look whether it runs, and whether DATABASE_URL names its host and port.",
    );
  }
  return wrong(
    "database: it does not let us in",
    "Look at the user, the password and the name of the database in DATABASE_URL.",
  );
}

/** What a pooler between has left of a connection's own settings, judged. */
export function judgeConnection({ isUtc, timeZone, isBounded }: ConnectionFacts): readonly Finding[] {
  const judged: readonly (Finding | false)[] = [
    !isUtc &&
      wrong(
        `database: our connections keep ${timeZone}, not UTC, which they ask for`,
        "Let the pooler pass `options`, or: ALTER ROLE (the user of DATABASE_URL) SET timezone = 'UTC'",
      ),
    !isBounded &&
      mind(
        "database: a pooler drops the time limits that our connections ask for",
        "ALTER ROLE (the user of DATABASE_URL) SET statement_timeout = '5s', and idle_in_transaction_session_timeout = '10s'",
      ),
  ];
  return judged.filter((finding) => finding !== false);
}

/** What the database does not say of itself. */
export type Beside = {
  /** How much its clock is ahead of ours. */
  readonly skewSeconds: number;
  /** How many connections our processes may open; null for the embedded database. */
  readonly connections: number | null;
};

/** What the database says, judged. */
export function judgeFacts(facts: DatabaseFacts, { skewSeconds, connections }: Beside): readonly Finding[] {
  const judged: readonly (Finding | false)[] = [
    facts.version < oldest &&
      wrong(`database: PostgreSQL ${facts.version} is too old`, `Move to PostgreSQL ${oldest} or newer.`),
    facts.encoding !== "UTF8" &&
      wrong(`database: its encoding is ${facts.encoding}`, "Make the database anew with ENCODING 'UTF8'."),
    facts.isReadOnly && wrong("database: it can only be read, as a standby can", "Let DATABASE_URL name the primary."),
    !facts.mayCreate &&
      wrong(
        "database: the user may make no tables",
        "As its owner: GRANT CREATE ON SCHEMA public TO the user of DATABASE_URL.",
      ),
    !facts.mayMakeSchemas &&
      wrong(
        "database: the user may make no schema for the queue",
        "As its owner: GRANT CREATE ON DATABASE … TO the user of DATABASE_URL.",
      ),
    connections !== null &&
      facts.isSuperuser &&
      mind("database: the user is a superuser", "Make one that owns this database and nothing else."),
    connections !== null &&
      connections > facts.maxConnections - 3 &&
      wrong(
        `database: our processes may open ${connections} connections, and it takes ${facts.maxConnections}`,
        "Lower DATABASE_POOL_SIZE or WEB_CONCURRENCY, or raise max_connections.",
      ),
    Math.abs(skewSeconds) > 60 &&
      wrong(`clock: the database's is ${seconds(skewSeconds)} ours`, "Let both machines keep time by NTP."),
    Math.abs(skewSeconds) <= 60 &&
      Math.abs(skewSeconds) > 2 &&
      mind(`clock: the database's is ${seconds(skewSeconds)} ours`, "Let both machines keep time by NTP."),
    Math.abs(skewSeconds) <= 2 && fine("clock: the same as the database's"),
  ];
  return judged.filter((finding) => finding !== false);
}

function needed(): number {
  const { DATABASE_POOL_SIZE, WEB_CONCURRENCY = availableParallelism() } = env();
  return (DATABASE_POOL_SIZE + queueConnections) * WEB_CONCURRENCY;
}

function seconds(skew: number): string {
  return `${Math.abs(skew).toFixed(0)} s ${skew > 0 ? "ahead of" : "behind"}`;
}

async function ofSchema(): Promise<readonly Finding[]> {
  const { missing, unknown, broken } = await schemaState(database().statements);
  if (broken.length > 0)
    return [wrong(`schema: ${broken.join(", ")} was begun and not ended`, "Run: npm run db:migrate")];
  if (missing.length > 0) return [wrong(`schema: the database lacks ${missing.join(", ")}`, "Run: npm run db:migrate")];
  if (unknown.length > 0 && !env().DATABASE_MAY_BE_NEWER)
    return [
      wrong(newer(unknown), "Start the newer version, or, to go back one release, set DATABASE_MAY_BE_NEWER=true."),
    ];
  const overdue = await overdueMails().catch(() => null);
  return [
    unknown.length > 0
      ? mind(newer(unknown), "DATABASE_MAY_BE_NEWER lets it be; go forward again, and remove it then.")
      : fine("schema: of this version"),
    ...(overdue
      ? [
          mind(
            `mail: ${overdue} mails should have left minutes ago`,
            "Look for mail_retry in the log; does a server run?",
          ),
        ]
      : []),
  ];
}

function newer(unknown: readonly string[]): string {
  return `schema: the database is newer than this version: ${unknown.join(", ")}`;
}
