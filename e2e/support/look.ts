import { createConnection } from "node:net";
import path from "node:path";
import { Client } from "pg";
import { z } from "zod";
import type { Place } from "./place.ts";

/** One row of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Asks the application's database, or ages its rows; never to bring about what only the product may do. On a server it
 * connects to it; the embedded database belongs to the running application, which answers over `DATA_DIR/cli.sock`.
 */
export function look(place: Place, sql: string, params: readonly unknown[] = []): Promise<Row[]> {
  return place.databaseUrl === null ? askApplication(place, sql, params) : askServer(place.databaseUrl, sql, params);
}

/** Like `look`, for a question whose answer is exactly one row. */
export async function lookOne(place: Place, sql: string, params: readonly unknown[] = []): Promise<Row> {
  const rows = await look(place, sql, params);
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`Expected one row, found ${rows.length}: ${sql}`);
  return row;
}

async function askServer(url: string, sql: string, params: readonly unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, [...params])).rows;
  } finally {
    await client.end();
  }
}

const answerShape = z.union([
  z.object({ rows: z.array(z.record(z.string(), z.unknown())) }),
  z.object({ error: z.string() }),
]);

/** One question a connection: a line of JSON there, a line of JSON back. */
async function askApplication({ dataFolder }: Place, sql: string, params: readonly unknown[]): Promise<Row[]> {
  const text = await new Promise<string>((resolve, reject) => {
    const socket = createConnection(path.join(dataFolder, "cli.sock"));
    const chunks: string[] = [];
    socket.setEncoding("utf8");
    socket.on("connect", () => socket.write(`${JSON.stringify({ sql, params })}\n`));
    socket.on("data", (chunk: string) => chunks.push(chunk));
    socket.once("error", reject);
    socket.once("close", () => resolve(chunks.join("")));
  });
  const answer = answerShape.parse(JSON.parse(text));
  if ("error" in answer) throw new Error(`${answer.error}: ${sql}`);
  return answer.rows;
}
