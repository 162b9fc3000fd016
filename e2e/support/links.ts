import type { LinkPurpose } from "#lib/links/purposes.ts";
import { signLink } from "#lib/links/sign.ts";
import { look, lookOne } from "./look.ts";
import type { Place } from "./place.ts";

/** The parameters of a signed link, as the mail carries them and the API takes them. */
export type LinkFields = {
  readonly user_id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly email?: string;
};

/** What a test may choose about a link it signs itself; everything else is as the product would have it now. */
export type Choice = {
  readonly ageSeconds?: number;
  readonly purpose?: LinkPurpose;
  readonly email?: string;
  readonly state?: string;
};

/** The parameters that a link from a mail carries. */
export function fieldsOf(link: URL): LinkFields {
  const field = (name: string) => link.searchParams.get(name) ?? "";
  const email = link.searchParams.get("email");
  const fields = { user_id: field("user_id"), timestamp: field("timestamp"), signature: field("signature") };
  return email === null ? fields : { ...fields, email };
}

/**
 * A genuine link for this user, signed with the application's own key: the way to move time, as the product has no
 * clock to turn. `email-change` and `email-undo` carry their address in the link.
 */
export async function signedLink(place: Place, userId: string, choice: Choice = {}): Promise<LinkFields> {
  const { ageSeconds = 0, purpose = "register" } = choice;
  const sql = `SELECT email, security_version::text AS version, floor(extract(epoch FROM now()))::int AS now
    FROM users WHERE id = $1::uuid`;
  const row = await lookOne(place, sql, [userId]);
  const email = choice.email ?? String(row["email"]);
  const timestamp = Number(row["now"]) - ageSeconds;
  const keys = [Buffer.from(place.secretKey, "base64")];
  const state = choice.state ?? String(row["version"]);
  const signature = signLink({ keys, origin: place.url, purpose, userId, timestamp, email, state });
  const fields = { user_id: userId, timestamp: String(timestamp), signature };
  return purpose === "email-change" || purpose === "email-undo" ? { ...fields, email } : fields;
}

/** Makes a pending row look as if its newest link had been sent this long ago. */
export async function ageLinkOfRow(place: Place, userId: string, seconds: number): Promise<void> {
  const sql = `UPDATE users SET created_at = created_at - $2::int * interval '1 second',
    link_expires_at = link_expires_at - $2::int * interval '1 second' WHERE id = $1::uuid RETURNING id`;
  const rows = await look(place, sql, [userId, seconds]);
  if (rows.length !== 1) throw new Error(`No row ${userId} to age`);
}
