import { createConnection, createServer, type Socket } from "node:net";
import { freePort } from "#e2e/support/free-port.ts";
import { readStatements } from "./read-statements.ts";

/** Stands between the application and its PostgreSQL server, and counts what goes by. */
export type StatementCounter = {
  /** The connection string that leads through it. */
  readonly url: string;
  /** Runs `work`, and returns the statements that the application's own pool sent meanwhile. */
  during<Value>(work: () => Promise<Value>): Promise<{ readonly value: Value; readonly statements: readonly string[] }>;
  close(): Promise<void>;
};

type Connection = { readonly client: Socket; readonly server: Socket };

/** The name of the connections whose statements count; the queue has another one (lib/queue/boss.ts). */
const counted = "latchkey";

/**
 * A server on the loopback that passes everything on to `databaseUrl`. While `during` runs, the connections of the queue
 * are held back: a worker that took up the mail of the request would ask the database beside it.
 */
export async function startStatementCounter(databaseUrl: string): Promise<StatementCounter> {
  const at = new URL(databaseUrl);
  const connections = new Set<Connection>();
  const seen: string[] = [];
  const deliveries: (() => void)[] = [];
  let isHolding = false;

  const server = createServer((client) => {
    const connection = { client, server: createConnection(Number(at.port || 5432), at.hostname) };
    connections.add(connection);
    tie(connection);
    const statements = readStatements();
    client.on("data", (bytes: Buffer) => {
      const { applicationName, texts } = statements.read(bytes);
      const pass = () => void connection.server.write(bytes);
      if (applicationName === counted) seen.push(...texts);
      if (isHolding && applicationName !== counted) deliveries.push(pass);
      else pass();
    });
    client.once("close", () => connections.delete(connection));
  });

  const port = await freePort();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    async during(work) {
      isHolding = true;
      const begin = seen.length;
      try {
        const value = await work();
        return { value, statements: seen.slice(begin).filter((text) => !isTransactionControl(text)) };
      } finally {
        isHolding = false;
        for (const deliver of deliveries.splice(0)) deliver();
      }
    },
    close: async () => {
      for (const { client } of connections) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The server's bytes go back as they are; the end of one side is the end of the other. */
function tie({ client, server }: Connection): void {
  server.pipe(client);
  for (const [one, other] of [[client, server] as const, [server, client] as const]) {
    one.on("error", () => other.destroy());
    one.once("close", () => other.destroy());
  }
}

function isTransactionControl(text: string): boolean {
  return /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|START TRANSACTION)\b/i.test(text);
}
