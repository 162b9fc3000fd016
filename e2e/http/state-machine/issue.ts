import { signedLink } from "#e2e/support/links.ts";
import { lookOne } from "#e2e/support/look.ts";
import type { Place } from "#e2e/support/place.ts";
import type { Account, Change, HeldLink } from "./model.ts";

type Mailed = "register" | "reset-password" | "email-change";

/** The link that a mail of this moment would carry. */
export async function issue(place: Place, account: Account, purpose: Mailed): Promise<HeldLink> {
  const email = purpose === "email-change" && account.wish !== null ? account.wish : account.email;
  const fields = await signedLink(place, account.id, { purpose, email });
  return { purpose, account, version: account.version, email, fields };
}

/** The undo link of the change that has just been confirmed. */
export async function issueUndo(place: Place, account: Account, oldEmail: string): Promise<HeldLink> {
  const known = account.changes.map(({ id }) => id).join(",");
  const sql = `SELECT id FROM email_changes WHERE user_id = $1::uuid AND confirmed_at IS NOT NULL
    AND NOT id::text = ANY(string_to_array($2, ','))`;
  const { id } = await lookOne(place, sql, [account.id, known]);
  const change: Change = { id: String(id), oldEmail, state: "confirmed" };
  const fields = await signedLink(place, account.id, { purpose: "email-undo", email: oldEmail, state: change.id });
  account.changes.push(change);
  return { purpose: "email-undo", account, version: account.version, email: oldEmail, fields, change };
}
