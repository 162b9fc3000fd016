import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { App } from "#e2e/support/app.ts";
import { look } from "#e2e/support/look.ts";
import { mailQueueIsDone } from "#e2e/support/mailbox.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { hashPassword } from "#lib/passwords/hash.ts";
import { newSecret, secretHash } from "#lib/secrets.ts";
import type { DrrCase, GivenUser } from "./case-shape.ts";

/** What there is before a case's request, and where to look after it. */
export type World = {
  readonly app: App;
  /** How many users there were before the request. */
  readonly userCount: number;
  /** The id of a user of the case, by `ref`, or of one that the request made, by name; null when there is none. */
  idOf(name: string): Promise<string | null>;
  /** The API token of a user who was given one. */
  tokenOf(ref: string): string | undefined;
  /** What the application has logged since the case began. */
  logs(): string;
};

/** The registrant cookie of every user of a case, for whoever plays the browser that signed up. */
export const registrantSecret = newSecret();

/** An empty application with the users of this case. Cases share names, so they run one after the other. */
export async function makeWorld(app: App, { given }: DrrCase): Promise<World> {
  await emptyOut(app);
  const ids = new Map<string, string>();
  const tokens = new Map<string, string>();
  for (const user of given.users) {
    const id = randomUUID();
    await insertUser(app, { id, user, isRegistrant: ids.size === 0 });
    ids.set(user.ref, id);
    if (user.token) tokens.set(user.ref, await insertSession(app, id, "token"));
  }
  const begin = app.logs().length;
  return {
    app,
    userCount: ids.size,
    idOf: async (name) => ids.get(name) ?? idByUsername(app, name),
    tokenOf: (ref) => tokens.get(ref),
    logs: () => app.logs().slice(begin),
  };
}

/** A session of this user, opened a moment ago; its secret. */
export async function insertSession(app: App, userId: string, kind: "cookie" | "token"): Promise<string> {
  const secret = newSecret();
  const sql = `INSERT INTO sessions (id, user_id, token_hash, kind, security_version)
    SELECT $1::uuid, id, decode($2, 'hex'), $3::session_kind, security_version FROM users WHERE id = $4::uuid`;
  await look(app, sql, [randomUUID(), Buffer.from(secretHash(secret)).toString("hex"), kind, userId]);
  return secret;
}

async function emptyOut(app: App): Promise<void> {
  await mailQueueIsDone(app);
  await look(app, "DELETE FROM users");
  // A job that is done would still swallow the same request made again within a minute.
  await look(app, "DELETE FROM pgboss.job WHERE name = 'mail'");
  await rm(app.mailFolder, { recursive: true, force: true });
}

type NewUser = { readonly id: string; readonly user: GivenUser; readonly isRegistrant: boolean };

async function insertUser(app: App, { id, user, isRegistrant }: NewUser): Promise<void> {
  const sql = `INSERT INTO users (id, status, username, username_key, email, first_name, last_name, password_hash,
      registrant_hash, email_verified_at, link_expires_at, purge_after)
    VALUES ($1::uuid, $2::user_status, $3, $4, $5, $6, $7, $8, decode($9, 'hex'),
      CASE WHEN $2 = 'active' THEN now() END, now() + interval '7 days',
      CASE WHEN $2 = 'pending' THEN now() + interval '21 days' END)`;
  const { username, email, first_name, last_name, password } = user;
  const names = [username, usernameKey(username), email, first_name, last_name];
  const passwordHash = password === null ? null : await hashOf(password);
  const registrantHash = isRegistrant ? Buffer.from(secretHash(registrantSecret)).toString("hex") : null;
  await look(app, sql, [id, user.active ? "active" : "pending", ...names, passwordHash, registrantHash]);
}

const hashes = new Map<string, Promise<string>>();

/** One hash a password: making them anew for each of a hundred cases would only cost time. */
function hashOf(password: string): Promise<string> {
  const known = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, known);
  return known;
}

async function idByUsername(app: App, name: string): Promise<string | null> {
  const [row] = await look(app, "SELECT id FROM users WHERE username_key = $1", [usernameKey(name)]);
  return row ? String(row["id"]) : null;
}
