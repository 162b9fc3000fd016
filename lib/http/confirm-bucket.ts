import type { Bucket } from "#lib/limits/reserve.ts";
import type { Fields } from "./body.ts";

/**
 * Counts the uses of links by whom they name (docs/security.md row 42), proven or not: 30 an hour for each user id. `name` is the
 * field it stands in; a link counts the same whatever the endpoint calls that.
 */
export function countedLink(
  purpose: "register" | "reset" | "email" | "undo",
  name = "user_id",
): (fields: Fields) => readonly Bucket[] {
  return ({ [name]: of }) => bucketsOf(purpose, of);
}

/** The same for a registration key: what stands in the place of its user. */
export function countedKey(name: string): (fields: Fields) => readonly Bucket[] {
  return ({ [name]: key }) => bucketsOf("register", typeof key === "string" ? key.split(":", 1)[0] : key);
}

function bucketsOf(purpose: string, of: unknown): readonly Bucket[] {
  return typeof of === "string" ? [{ limit: "CONFIRM_USER", of: `${purpose} ${of.slice(0, 300)}` }] : [];
}
