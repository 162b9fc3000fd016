import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** Makes a database of a fresh name on the server, empty or as a copy of `template`; returns its connection string. */
export async function createDatabase(serverUrl: string, template: string | null): Promise<string> {
  const name = `latchkey_${randomBytes(6).toString("hex")}`;
  const source = template === null ? "template0" : nameIn(template);
  await onServer(serverUrl, `CREATE DATABASE "${name}" TEMPLATE "${source}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Removes a database made by `createDatabase`, even while somebody is connected to it. */
export async function dropDatabase(serverUrl: string, databaseUrl: string): Promise<void> {
  await onServer(serverUrl, `DROP DATABASE IF EXISTS "${nameIn(databaseUrl)}" WITH (FORCE)`);
}

function nameIn(databaseUrl: string): string {
  const name = new URL(databaseUrl).pathname.slice(1);
  if (!/^latchkey_[0-9a-f]{12}$/.test(name)) throw new Error(`"${name}" is not a database of these tests`);
  return name;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
