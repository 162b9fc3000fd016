import { look } from "#e2e/support/look.ts";
import { secretHash } from "#lib/secrets.ts";
import type { World } from "./world.ts";

/**
 * Whether a body is the expected one. `<int>` is any id, `<id(u1)>` and `<token(u1)>` are that user's. Where the expected
 * body is an error's `detail`, our `code` may stand beside it.
 */
export async function isBody(world: World, found: unknown, expected: unknown): Promise<boolean> {
  if (typeof expected === "string" && /^<.*>$/.test(expected)) return matches(world, found, expected);
  if (typeof expected !== "object" || expected === null) return found === expected;
  if (typeof found !== "object" || found === null || Array.isArray(found) !== Array.isArray(expected)) return false;
  const [ours, theirs] = [new Map(Object.entries(found)), new Map(Object.entries(expected))];
  if (theirs.size === 1 && theirs.has("detail")) ours.delete("code");
  if (ours.size !== theirs.size) return false;
  for (const [name, value] of theirs) if (!(await isBody(world, ours.get(name), value))) return false;
  return true;
}

async function matches(world: World, found: unknown, matcher: string): Promise<boolean> {
  const [, word = "", ref] = /^<(\w+)(?:\((\w+)\))?>$/.exec(matcher) ?? [];
  if (word === "int" && ref === undefined) return typeof found === "string" && /^[0-9a-f-]{36}$/.test(found);
  if (word === "id" && ref !== undefined) return found === (await world.idOf(ref));
  if (word === "token" && ref !== undefined) return isTokenOf(world, found, await world.idOf(ref));
  throw new Error(`Unknown matcher: ${matcher}`);
}

async function isTokenOf(world: World, found: unknown, userId: string | null): Promise<boolean> {
  if (typeof found !== "string" || !found.startsWith("latchkey_")) return false;
  const hash = Buffer.from(secretHash(found.slice("latchkey_".length))).toString("hex");
  const sql = "SELECT user_id FROM sessions WHERE kind = 'token' AND token_hash = decode($1, 'hex')";
  const [row] = await look(world.app, sql, [hash]);
  return row?.["user_id"] === userId;
}
