import type { Refusal } from "#lib/result.ts";
import { isCommonPassword } from "./common-passwords.ts";
import { isDecoratedName, isOneCharacter, isSequence } from "./predictable.ts";
import { isTooSimilar } from "./similarity.ts";

/** Longest password anybody can set, in code points (docs/security.md row 27). */
export const PASSWORD_MAX_LENGTH = 256;

/** Why a password cannot be set. */
export type PasswordCode =
  | "malformed_text"
  | "password_too_short"
  | "password_too_long"
  | "password_too_common"
  | "password_entirely_numeric"
  | "password_too_similar"
  | "password_repetitive"
  | "password_sequential"
  | "password_product_name";

/** What a password is compared with. Whatever is null, absent or empty is no constraint. */
export type PasswordContext = {
  /** PASSWORD_MIN_LENGTH, in code points. */
  readonly minLength: number;
  /** The input field the refusals belong to; `password` unless said. */
  readonly field?: string;
  readonly username?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly email?: string | null | undefined;
  /** Names of the product, as people would type them; our own unless said. */
  readonly productNames?: readonly string[];
};

type PasswordRefusal = Refusal<PasswordCode>;

/**
 * Every rule a new password breaks, none for a good one; for setting a password only, never at login. First the models'
 * four rules with their codes and in the contract's order: `password_too_short` {min}, `password_too_common`,
 * `password_entirely_numeric`, `password_too_similar` {field: username, first_name, last_name or email; only the first
 * that resembles}. Our further ones speak only where those are silent, so that an answer of a model is not made longer:
 * `password_repetitive`, `password_sequential`, `password_product_name`. A `password_too_long` {max} or malformed one
 * is judged no further. Lengths are judged before and after NFKC, because NFKC is what gets hashed.
 */
export function passwordRefusals(password: string, context: PasswordContext): PasswordRefusal[] {
  const { field = "password", minLength } = context;
  const refusal = (code: PasswordCode, values?: Record<string, string | number>): PasswordRefusal => ({
    code,
    field,
    ...(values && { values }),
  });
  if (!password.isWellFormed() || password.includes("\0")) return [refusal("malformed_text")];
  if (isTooLong(password)) return [refusal("password_too_long", { max: PASSWORD_MAX_LENGTH })];
  const normal = password.normalize("NFKC");
  const similar = similarAttribute(normal, context);
  const broken = [
    isShorter(password, minLength) || isShorter(normal, minLength)
      ? refusal("password_too_short", { min: minLength })
      : null,
    isCommonPassword(normal) ? refusal("password_too_common") : null,
    /^\p{Nd}+$/u.test(normal) ? refusal("password_entirely_numeric") : null,
    similar === null ? null : refusal("password_too_similar", { field: similar }),
  ].filter((rule) => rule !== null);
  return broken.length > 0 ? broken : furtherCodes(normal, context).map((code) => refusal(code));
}

function furtherCodes(password: string, { productNames = ["latchkey"] }: PasswordContext): PasswordCode[] {
  if (isOneCharacter(password)) return ["password_repetitive"];
  if (isSequence(password)) return ["password_sequential"];
  return isDecoratedName(password, productNames) ? ["password_product_name"] : [];
}

/** Django's attributes, in its order. */
function similarAttribute(password: string, context: PasswordContext): string | null {
  const attributes = [
    ["username", context.username],
    ["first_name", context.firstName],
    ["last_name", context.lastName],
    ["email", context.email],
  ] as const;
  const similar = attributes.find(([, value]) => value && isTooSimilar(password, value.normalize("NFKC")));
  return similar?.[0] ?? null;
}

function isTooLong(password: string): boolean {
  // A code point is at most two UTF-16 units: the cheap bound spares normalising a novel.
  if (password.length > PASSWORD_MAX_LENGTH * 2) return true;
  return isLonger(password, PASSWORD_MAX_LENGTH) || isLonger(password.normalize("NFKC"), PASSWORD_MAX_LENGTH);
}

function isShorter(text: string, length: number): boolean {
  return Array.from(text).length < length;
}

function isLonger(text: string, length: number): boolean {
  return Array.from(text).length > length;
}
