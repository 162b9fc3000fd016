import type { Statements } from "./statements.ts";

/** What a connection keeps of what it asked for as it started (server-config.ts): a pooler in between may drop it. */
export type ConnectionFacts = {
  readonly timeZone: string;
  /** That UTC is what it keeps, by any of its names. */
  readonly isUtc: boolean;
  /** That a transaction whose owner went away ends: the limit that every connection of ours asks for. */
  readonly isBounded: boolean;
};

/** By one statement. */
export async function connectionFacts(statements: Statements): Promise<ConnectionFacts> {
  const [row] = await statements.$queryRaw<ConnectionFacts[]>`
    SELECT current_setting('TimeZone') AS "timeZone",
           current_setting('TimeZone') IN ('UTC', 'Etc/UTC', 'GMT', 'Etc/GMT', 'UCT', 'Etc/UCT') AS "isUtc",
           current_setting('idle_in_transaction_session_timeout') <> '0' AS "isBounded"`;
  if (!row) throw new Error("the database answered no row");
  return row;
}
