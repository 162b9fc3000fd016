import { z } from "zod";
import type { Fields } from "#e2e/support/api.ts";
import { lookOne } from "#e2e/support/look.ts";
import type { Place } from "#e2e/support/place.ts";
import { signLink } from "#lib/links/sign.ts";
import type { World } from "./world.ts";

const shape = z.strictObject({
  purpose: z.enum(["register", "register-email", "reset-password"]),
  /** The `ref` of the user it is for. */
  user: z.string(),
  /** What serves as `user_id`. */
  id_field: z.enum(["id", "username"]).default("id"),
  age_seconds: z.int().default(0),
  email: z.string().optional(),
  /** What is done to each parameter afterwards; `secret` is the key it is signed with. */
  tamper: z.partialRecord(z.enum(["user_id", "email", "timestamp", "signature", "secret"]), z.string()).default({}),
});

type Signed = z.infer<typeof shape>;

const purposes = {
  register: "register",
  "register-email": "email-change",
  "reset-password": "reset-password",
} as const;

/** `$signed` of a body, read; undefined where the body has none. */
export function signedOf(json: Fields | null): Signed | undefined {
  return json && "$signed" in json ? shape.parse(json["$signed"]) : undefined;
}

/** The parameters that the application itself would have put into a link, with what the case did to them. */
export async function signedParameters({ app, idOf }: World, signed: Signed): Promise<Fields> {
  const { tamper, email } = signed;
  const sql = `SELECT email, username, security_version::text AS version, floor(extract(epoch FROM now()))::int AS now
    FROM users WHERE id = $1::uuid`;
  const id = await idOf(signed.user);
  const row = await lookOne(app, sql, [id]);
  const claims = {
    purpose: purposes[signed.purpose],
    userId: signed.id_field === "id" ? String(id) : String(row["username"]),
    timestamp: Number(row["now"]) - signed.age_seconds,
    email: email ?? String(row["email"]),
    state: String(row["version"]),
  };
  const signature = signLink({ keys: [keyOf(app, tamper.secret)], origin: app.url, ...claims });
  const parameters = { user_id: claims.userId, timestamp: String(claims.timestamp), signature };
  return tampered(email === undefined ? parameters : { ...parameters, email }, tamper);
}

function keyOf(place: Place, secret: string | undefined): Uint8Array {
  return secret === undefined ? Buffer.from(place.secretKey, "base64") : Buffer.from(secret.padEnd(32, "."));
}

function tampered(parameters: Readonly<Record<string, string>>, tamper: Signed["tamper"]): Fields {
  const changed = new Map(Object.entries(parameters));
  for (const [name, how] of Object.entries(tamper)) {
    if (name === "secret" || how === undefined) continue;
    const before = changed.get(name);
    if (before === undefined) throw new Error(`There is no ${name} to tamper with`);
    if (how === "remove") changed.delete(name);
    else changed.set(name, tamperedText(before, how));
  }
  return Object.fromEntries(changed);
}

/** `prepend:x`, `append:x`, `+1`, `-1`. */
function tamperedText(text: string, how: string): string {
  const [verb = "", ...rest] = how.split(":");
  if (verb === "prepend") return rest.join(":") + text;
  if (verb === "append") return text + rest.join(":");
  if (/^[+-]\d+$/.test(how)) return String(Number(text) + Number(how));
  throw new Error(`Unknown way to tamper: ${how}`);
}
