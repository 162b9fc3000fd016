import { eventually } from "#e2e/support/eventually.ts";
import { look } from "#e2e/support/look.ts";
import { verifyPassword } from "#lib/passwords/hash.ts";
import { secretHash } from "#lib/secrets.ts";
import { mailEffects } from "./mail-effects.ts";
import type { Effect, Scene } from "./scene.ts";
import type { World } from "./world.ts";

/** What did not come out as the case says, one sentence each. Throws at an effect in unknown words. */
export async function missingEffects(scene: Scene, effects: readonly string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const effect of effects) {
    const known = table.find(({ words }) => words.test(effect));
    if (!known) throw new Error(`Unknown side effect: ${effect}`);
    const groups = known.words.exec(effect)?.slice(1) ?? [];
    const expected = groups.at(-1) ?? "";
    const found = await known.found(scene, groups);
    if (found !== expected) missing.push(`${effect}: found ${found ?? "nothing"}`);
  }
  return missing;
}

const columns = new Map([
  ["email", "email"],
  ["username", "username"],
  ["first_name", "first_name"],
  ["last_name", "last_name"],
  ["active", "status = 'active' AND disabled_at IS NULL"],
]);

const table: readonly Effect[] = [
  {
    words: /^user\((\w+)\)\.(exists|absent)$/,
    found: async ({ idOf }, [name = ""]) => ((await idOf(name)) === null ? "absent" : "exists"),
  },
  {
    words: /^user\((\w+)\)\.(email|username|first_name|last_name|active)=(.*)$/,
    found: async (scene, [name = "", word = ""]) => userValue(scene, name, columns.get(word) ?? ""),
  },
  {
    words: /^user\((\w+)\)\.password=(.+)$/,
    found: async (scene, [name = "", password = ""]) => {
      const hash = await userValue(scene, name, "password_hash");
      return (await verifyPassword(password, hash)) ? password : "another one";
    },
  },
  {
    words: /^users_created=(\d+)$/,
    found: async ({ app, userCount }) => String((await count(app, "users")) - userCount),
  },
  {
    words: /^session\.(none|opened_for=\w+)$/,
    found: openedSession,
  },
  {
    words: /^token\((\w+)\)\.(exists|absent)$/,
    found: async ({ app, idOf }, [ref = ""]) => {
      const tokens = await look(app, "SELECT 1 FROM sessions WHERE kind = 'token' AND user_id = $1::uuid", [
        await idOf(ref),
      ]);
      return tokens.length > 0 ? "exists" : "absent";
    },
  },
  { words: /^event:(\w+)=(\d+)$/, found: eventCount },
  { words: /^location=(.+)$/, found: async ({ answer }) => answer.headers.get("location") },
  {
    words: /^followup (GET) (\/profile\/) with Authorization: Bearer <token> = (\d+)$/,
    found: async ({ client, answer }, [method = "", path = ""]) => {
      const headers = { authorization: `Bearer ${answer.body?.token}`, cookie: "" };
      return String((await client.send(method, `/api/v1/accounts${path}`, { headers })).status);
    },
  },
  ...mailEffects,
];

async function userValue({ app, idOf }: World, name: string, expression: string): Promise<string | null> {
  const sql = `SELECT (${expression})::text AS value FROM users WHERE id = $1::uuid`;
  const [row] = await look(app, sql, [await idOf(name)]);
  const value = row?.["value"];
  return typeof value === "string" ? value : null;
}

async function count(app: World["app"], table: string): Promise<number> {
  const [row] = await look(app, `SELECT count(*)::int AS rows FROM ${table}`);
  return Number(row?.["rows"]);
}

/** A session that works and is kept under the cookie's digest; or neither a cookie that works nor any session at all. */
async function openedSession({ app, client, idOf }: Scene, [expected = ""]: readonly string[]): Promise<string> {
  const cookie = client.cookies.get("session")?.value ?? "";
  const isAnswered = (await client.get("/api/v1/accounts/profile/")).status === 200;
  const sql =
    "SELECT user_id FROM sessions WHERE kind = 'cookie' AND ($1::text = '' OR token_hash = decode($1, 'hex'))";
  const rows = await look(app, sql, [cookie === "" ? "" : Buffer.from(secretHash(cookie)).toString("hex")]);
  if (!isAnswered && rows.length === 0) return "none";
  const ref = expected.replace("opened_for=", "");
  const isTheirs = isAnswered && rows.length === 1 && rows[0]?.["user_id"] === (await idOf(ref));
  return isTheirs ? `opened_for=${ref}` : "another session";
}

/** Events are logged before the answer goes out; here they arrive a moment later. */
async function eventCount({ logs }: Scene, [name = "", expected = ""]: readonly string[]): Promise<string> {
  const logged = () => logs().split(`"event":"${name}"`).length - 1;
  if (Number(expected) > 0) {
    await eventually(`event ${name}`, () => (logged() >= Number(expected) ? true : undefined), 2).catch(
      () => undefined,
    );
  }
  return String(logged());
}
