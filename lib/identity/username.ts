import { isMixedLookAlike, skeletonOf } from "./look-alikes.ts";
import { isReservedName } from "./reserved-names.ts";
import { usernameKey } from "./username-key.ts";

/** Longest username, in code points of its NFKC form (Django's `AbstractUser.username`). */
export const USERNAME_MAX_LENGTH = 150;

/** Why a name cannot be a username. */
export type UsernameCode = "invalid_username" | "reserved_name" | "confusable_name";

/*
 * Letters, digits and . + - _ . A combining mark counts as part of a letter only where the script has marks of its own
 * (Devanagari, Thai …), at most four in a row: the general ones, which can be piled up over any letter, are left to
 * NFKC, which composes the ordinary accents away.
 */
const LETTERS = /^(?:[\p{L}\p{N}._+-]|(?<=[\p{L}\p{M}])(?!\p{Script=Inherited})[\p{Mn}\p{Mc}])+$/u;
const PILED_MARKS = /\p{M}{5}/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/** `.` and `..` are path segments; a leading hyphen would be read as an option by the operator's command. */
const NOT_A_WORD = /^-|^[^\p{L}\p{N}]+$/u;

/**
 * Why this name (without spaces around it) cannot be registered, or null when it can. One rule at a time, in the order
 * of the codes. Says nothing about whether somebody has it. Works in the browser. Source: django-registration
 * `validators.py` (reserved names, confusables), Django `UnicodeUsernameValidator`; `@` is refused because a login is a
 * name or an address.
 */
export function checkUsername(name: string): UsernameCode | null {
  if (!isWellFormedName(name)) return "invalid_username";
  const key = usernameKey(name);
  if (isReservedName(key)) return "reserved_name";
  return isMixedLookAlike(key) || isReservedName(skeletonOf(key)) ? "confusable_name" : null;
}

function isWellFormedName(name: string): boolean {
  // The first bound keeps normalisation cheap; one code point is at most two UTF-16 units.
  if (name.length > USERNAME_MAX_LENGTH * 2 || !name.isWellFormed()) return false;
  const normal = name.normalize("NFKC");
  if (normal === "" || Array.from(normal).length > USERNAME_MAX_LENGTH) return false;
  return LETTERS.test(normal) && !PILED_MARKS.test(normal) && !INVISIBLE.test(normal) && !NOT_A_WORD.test(normal);
}
