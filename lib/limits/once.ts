import { createHmac } from "node:crypto";
import { database } from "#lib/db/client.ts";
import { derivedKeys } from "#lib/keys.ts";

/** Something that may be used once: what it is, and its secret text, of which only an HMAC is kept. */
export type OneUse = { readonly what: "social state"; readonly of: string; readonly seconds: number };

/**
 * Marks something as used for as long as it could be tried again; false when it was used before, here or on another replica.
 * One statement: of two at once, one gets true.
 */
export async function spendOnce({ what, of, seconds }: OneUse): Promise<boolean> {
  const [key] = derivedKeys("limits/v1");
  if (!key) throw new Error("there is no master key");
  const mark = Uint8Array.from(createHmac("sha256", key).update(`once\0${what}\0${of}`, "utf8").digest());
  const count = await database().statements.$executeRaw`
    INSERT INTO limit_buckets AS b (key, count, resets_at) VALUES (${mark}, 1, now() + make_interval(secs => ${seconds}::int))
    ON CONFLICT (key) DO UPDATE SET resets_at = excluded.resets_at WHERE b.resets_at <= now()`;
  return count > 0;
}
