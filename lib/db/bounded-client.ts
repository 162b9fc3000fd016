import { Client, type ClientConfig } from "pg";
import { statementName } from "./statement-names.ts";

/** How much longer than the server's own limit we wait for it to keep that limit. */
const graceMs = 1_000;

/**
 * A connection that is given up when its server stops answering: `statement_timeout` is kept by the server, and one that
 * hangs keeps nothing. It is cut, never handed back: pg's own `query_timeout` would return it to the pool with its statement,
 * and perhaps its transaction, still open. Statements that come as a text with values get a name: the queue's package gives
 * none, and its statements are the costliest to plan.
 */
export class BoundedClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    // Whoever borrows a connection must listen for its end, or the process ends with it; the queue's package does not. Both
    // pools tell us of it all the same, and so does the statement that was under way.
    this.on("error", () => undefined);
    const limitMs = Number(config?.statement_timeout || 0);
    if (limitMs > 0) giveUpAfter(this, limitMs + graceMs);
  }
}

// Several statements in one text have no plan to keep, and cannot be prepared.
function named([text, values, ...rest]: readonly unknown[]): unknown[] {
  if (typeof text !== "string" || !Array.isArray(values) || text.includes(";")) return [text, values, ...rest];
  return [{ text, values, name: statementName(text) }, ...rest];
}

function giveUpAfter(client: Client, limitMs: number): void {
  let timer: NodeJS.Timeout | undefined;
  const isAnswered = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  // `end` cuts the connection when a statement is under way, and whoever waits for that statement is told.
  const giveUp = () => void client.end();
  const bounded = (...given: unknown[]): unknown => {
    timer ??= setTimeout(giveUp, limitMs);
    return Reflect.apply(Client.prototype.query, client, named(given));
  };
  Object.assign(client, { query: bounded });
  client.on("drain", isAnswered);
  client.on("end", isAnswered);
}
