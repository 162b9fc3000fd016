import { makeActivationKey } from "#lib/links/activation-key.ts";
import { lookOne } from "./look.ts";
import type { Place } from "./place.ts";

/** What a test may choose about an activation key it signs itself; everything else is as the product would have it now. */
export type KeyChoice = {
  readonly salt?: string;
  readonly ageSeconds?: number;
  readonly name?: string;
  /** A master key in base64. */
  readonly masterKey?: string;
};

/** A genuine activation key for this user, signed with the application's own key. */
export async function signedActivationKey(place: Place, userId: string, choice: KeyChoice = {}): Promise<string> {
  const sql = `SELECT username, email, security_version::text AS version, floor(extract(epoch FROM now()))::int AS now
    FROM users WHERE id = $1::uuid`;
  const row = await lookOne(place, sql, [userId]);
  return makeActivationKey({
    keys: [Buffer.from(choice.masterKey ?? place.secretKey, "base64")],
    origin: place.url,
    salt: choice.salt ?? "registration",
    name: choice.name ?? String(row["username"] ?? userId),
    timestamp: Number(row["now"]) - (choice.ageSeconds ?? 0),
    email: String(row["email"]),
    securityVersion: BigInt(String(row["version"])),
  });
}
