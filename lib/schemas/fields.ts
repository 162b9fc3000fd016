import { z } from "zod";
import { type CanonicalEmail, canonicalEmail, EMAIL_MAX_LENGTH, trimSpaces } from "#lib/identity/email-address.ts";
import { checkUsername, USERNAME_MAX_LENGTH } from "#lib/identity/username.ts";
import type { FieldCode } from "./codes.ts";
import { isPlainText, isWithinBytes, isWithinCodePoints } from "./text.ts";

/** Longest first and last name, in code points (Django's `AbstractUser`). */
export const NAME_MAX_LENGTH = 150;
/** Longest password, in bytes of UTF-8; all a schema says about length (docs/security.md rows 27 and 31). */
export const PASSWORD_MAX_BYTES = 1024;
/** Longest login, a username or an address. */
export const LOGIN_MAX_LENGTH = 254;

/** Adopters' own fields, by name. */
export type CustomFields = Readonly<Record<string, z.ZodType>>;

/**
 * One line of text of at most `max` code points. Spaces around it are dropped; other white space at its ends is not
 * forgiven but refused, like every control character.
 */
export function textField({ max, isBlankAllowed = false }: { max: number; isBlankAllowed?: boolean }) {
  return trimmed(isBlankAllowed ? 0 : 1)
    .refine((text) => isWithinCodePoints(text, max), { error: code("too_long"), abort: true, params: { max } })
    .refine(isPlainText, { error: code("malformed_text") })
    .meta({ maxLength: max });
}

/** A first or last name; may be blank. */
export const nameField = textField({ max: NAME_MAX_LENGTH, isBlankAllowed: true });

/** A login as typed: a username or an address, judged no further. */
export const loginField = textField({ max: LOGIN_MAX_LENGTH });

/** A username of a new account, in its NFKC form. Whether it is free is not judged here. */
export const usernameField = trimmed(1)
  .overwrite((text) => (isWithinCodePoints(text, USERNAME_MAX_LENGTH) ? text.normalize("NFKC") : text))
  .refine((text) => isWithinCodePoints(text, USERNAME_MAX_LENGTH), {
    error: code("too_long"),
    abort: true,
    params: { max: USERNAME_MAX_LENGTH },
  })
  .superRefine((name, context) => {
    const refused = checkUsername(name);
    if (refused !== null) context.addIssue({ code: "custom", message: refused });
  })
  .meta({ maxLength: USERNAME_MAX_LENGTH });

/** An e-mail address; comes out in its canonical form. */
export const emailField = trimmed(1)
  .max(EMAIL_MAX_LENGTH, { error: code("too_long"), abort: true })
  .meta({ format: "email" })
  .transform((text, context): CanonicalEmail => {
    const email = canonicalEmail(text);
    if (email !== null) return email;
    context.addIssue({ code: "custom", message: code("invalid_email") });
    return z.NEVER;
  });

/**
 * A password as typed, never trimmed. Its strength is not judged here: at a link nothing about the new password is
 * judged before the link is proven. NUL is refused because some imported hashes would end there.
 */
export const passwordField = z
  .string({ error: typed("not_a_string") })
  .min(1, { error: code("blank"), abort: true })
  .refine((password) => isWithinBytes(password, PASSWORD_MAX_BYTES), {
    error: code("too_many_bytes"),
    abort: true,
    params: { max: PASSWORD_MAX_BYTES },
  })
  .refine((password) => password.isWellFormed() && !password.includes("\0"), { error: code("malformed_text") })
  .meta({ format: "password", maxLength: PASSWORD_MAX_BYTES });

/** A password typed a second time; only ever compared with the first. */
export const confirmationField = z.string({ error: typed("not_a_string") }).meta({ format: "password" });

const trueWords = ["true", "True", "TRUE", "t", "T", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "1"] as const;
const falseWords = ["false", "False", "FALSE", "f", "F", "n", "N", "no", "No", "NO", "off", "Off", "OFF", "0"] as const;
const trueValues: ReadonlySet<unknown> = new Set([true, 1, ...trueWords]);

/** A boolean: a JSON one, 0 or 1, or the words of a form (the models' lists). */
export const booleanField = z
  .union([z.boolean(), z.literal([0, 1]), z.enum([...trueWords, ...falseWords])], { error: typed("not_a_boolean") })
  .transform((value) => trueValues.has(value));

/** An integer within bounds: a JSON one, or its decimal digits out of a form. */
export function integerField({ min, max }: { min: number; max: number }) {
  const digits = z.string().regex(/^ *-?[0-9]{1,15} *$/, { error: code("not_an_integer") });
  return z
    .union([z.int(), digits], { error: typed("not_an_integer") })
    .transform(Number)
    .refine((value) => value >= min, { error: code("too_small"), params: { min } })
    .refine((value) => value <= max, { error: code("too_large"), params: { max } });
}

/** The ticked box under the terms of service. */
export const termsField = booleanField.refine((isTicked) => isTicked, { error: code("terms_not_accepted") });

/** The field where it may be left out; an empty input of a form counts as left out, null does not. */
export function optionalField<Field extends z.ZodType>(field: Field) {
  return z.preprocess((value) => (isBlank(value) ? undefined : value), field.optional());
}

/** What an absent, a null and a wrongly typed value are called; for `error` of any zod type. */
export function typed(wrong: FieldCode): (issue: { readonly input?: unknown }) => FieldCode {
  return ({ input }) => {
    if (input === undefined) return "required";
    return input === null ? "null" : wrong;
  };
}

function trimmed(minLength: 0 | 1) {
  const text = z.string({ error: typed("not_a_string") }).overwrite(trimSpaces);
  return minLength === 0 ? text : text.min(1, { error: code("blank"), abort: true });
}

/** Whether this is a text of nothing but spaces, as an empty input of a form. */
export function isBlank(value: unknown): boolean {
  return typeof value === "string" && trimSpaces(value) === "";
}

/** Keeps the compiler watching that a message is a code. */
function code(name: FieldCode): FieldCode {
  return name;
}
