import type { Bucket } from "#lib/limits/reserve.ts";
import type { Fields } from "./body.ts";

/** Counts the uses of links by whom they name (docs/security.md row 42), proven or not: 30 an hour for each user id. */
export function countedLink(purpose: "register" | "reset" | "email" | "undo"): (fields: Fields) => readonly Bucket[] {
  return ({ user_id: of }) => bucketsOf(purpose, of);
}

/** The same for a registration key: what stands in the place of its user. */
export function countedKey(name: string): (fields: Fields) => readonly Bucket[] {
  return ({ [name]: key }) => bucketsOf("register", typeof key === "string" ? key.split(":", 1)[0] : key);
}

function bucketsOf(purpose: string, of: unknown): readonly Bucket[] {
  return typeof of === "string" ? [{ limit: "CONFIRM_USER", of: `${purpose} ${of.slice(0, 300)}` }] : [];
}
