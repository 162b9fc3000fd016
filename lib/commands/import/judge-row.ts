import { noLanguage } from "#lib/commands/language.ts";
import { newId } from "#lib/db/new-id.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { localeNamed } from "#lib/i18n/negotiate.ts";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { checkUsername } from "#lib/identity/username.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { importFault } from "#lib/passwords/hash.ts";
import { customSchemas } from "#lib/schemas/custom-field-schemas.ts";
import { booleanField, nameField } from "#lib/schemas/fields.ts";
import { settings } from "#lib/settings.ts";
import { readTime } from "./read-time.ts";
import type { ImportedUser, ImportRules, Remark } from "./rules.ts";
import type { SourceRow } from "./source-row.ts";

/** A row as judged alone: what would be written, why it cannot be, what is worth knowing. */
export type JudgedRow = {
  readonly where: string;
  readonly user: ImportedUser;
  readonly faults: Remark[];
  readonly notes: readonly Remark[];
  /** Left out on purpose: an inactive user under `--inactive=skip`. */
  readonly isSkipped: boolean;
};

/** The fields an import reads; custom fields come on top. */
export const knownFields: ReadonlySet<string> = new Set(
  [
    "username",
    "email",
    "password",
    "first_name",
    "last_name",
    "is_active",
    "date_joined",
    "last_login",
    "locale",
    "id",
    "pk",
  ].concat(Object.keys(settings.customUserFields)),
);

type Pen = {
  readonly fault: (field: string, sentence: string) => null;
  readonly note: (field: string, sentence: string) => void;
};

/** Judges one row by itself. Whether its names are free is not judged here. */
export function judgeRow({ where, fields, broken }: SourceRow, rules: ImportRules): JudgedRow {
  const faults: Remark[] = [];
  const notes: Remark[] = [];
  const pen: Pen = {
    fault: (field, sentence) => {
      faults.push({ where, field, sentence });
      return null;
    },
    note: (field, sentence) => void notes.push({ where, field, sentence }),
  };
  if (broken !== undefined) pen.fault("the row", broken);
  const isActive = activeIn(fields["is_active"], pen);
  const isPending = !isActive && rules.inactive === "pending";
  const email = emailIn(fields["email"], { pen, isRequired: rules.emailRequired || isPending });
  const username = usernameIn(fields["username"], { pen, email, isRequired: rules.usernameRequired });
  const user: ImportedUser = {
    id: newId(),
    status: isPending ? "pending" : "active",
    username,
    usernameKey: username === null ? null : usernameKey(username),
    email,
    firstName: nameIn("first_name", fields["first_name"], pen),
    lastName: nameIn("last_name", fields["last_name"], pen),
    locale: localeOfRow(fields["locale"], pen) ?? rules.locale,
    customFields: customFieldsIn(fields, pen),
    passwordHash: passwordIn(fields["password"], pen, rules.dropsBadHashes),
    isVerified: isActive && rules.isVerified && email !== null,
    isDisabled: !isActive && !isPending,
    createdAt: timeIn("date_joined", fields["date_joined"], pen),
    lastLoginAt: timeIn("last_login", fields["last_login"], pen),
  };
  return { where, user, faults, notes, isSkipped: !isActive && rules.inactive === "skip" };
}

function usernameIn(
  value: unknown,
  { pen, email, isRequired }: { readonly pen: Pen; readonly email: string | null; readonly isRequired: boolean },
): string | null {
  if (isAbsent(value)) return isRequired ? pen.fault("username", "is missing") : null;
  if (typeof value !== "string") return pen.fault("username", "is no text");
  // Many Django sites keep the address in both places; here an address alone logs in just as well.
  if (!isRequired && email !== null && canonicalEmail(value) === email) return null;
  const fault = checkUsername(value);
  if (fault === "invalid_username") {
    const hint = value.includes("@") ? "; an address is no username (docs/cli.md)" : "";
    return pen.fault("username", `${quoted(value)} may have letters, digits and . + - _ only${hint}`);
  }
  if (fault !== null) pen.note("username", `${quoted(value)} could not be registered here, and is taken over as it is`);
  return value.normalize("NFKC");
}

function emailIn(
  value: unknown,
  { pen, isRequired }: { readonly pen: Pen; readonly isRequired: boolean },
): string | null {
  if (isAbsent(value)) return isRequired ? pen.fault("email", "is missing") : null;
  const email = typeof value === "string" ? canonicalEmail(value) : null;
  return email ?? pen.fault("email", `${quoted(value)} is no address that mail can go to`);
}

/** Django's unusable passwords begin with "!"; an empty one matches nothing there either. */
function passwordIn(value: unknown, pen: Pen, dropsBadHashes: boolean): string | null {
  if (isAbsent(value) || (typeof value === "string" && value.startsWith("!"))) return null;
  if (typeof value !== "string") return pen.fault("password", "is no text");
  const fault = importFault(value);
  if (fault === null) return value;
  const kind = /^[a-z0-9_]{1,24}(?=\$)/.exec(value)?.[0];
  const sentence = fault === "hash_too_costly" ? "costs more than a login may" : "is of a kind that is not known here";
  const what = `the hash${kind === undefined ? "" : ` (${kind})`} ${sentence}`;
  if (!dropsBadHashes) return pen.fault("password", what);
  pen.note("password", `${what}, and is dropped: a new password is set by mail`);
  return null;
}

function activeIn(value: unknown, pen: Pen): boolean {
  if (isAbsent(value)) return true;
  const parsed = booleanField.safeParse(value);
  if (!parsed.success) pen.fault("is_active", `${quoted(value)} is neither true nor false`);
  return parsed.success && parsed.data;
}

function nameIn(field: string, value: unknown, pen: Pen): string {
  if (isAbsent(value)) return "";
  const parsed = nameField.safeParse(value);
  if (!parsed.success) pen.fault(field, "has more than 150 characters, or one that cannot be shown");
  return parsed.success ? parsed.data : "";
}

function localeOfRow(value: unknown, pen: Pen): Locale | null {
  if (isAbsent(value)) return null;
  const locale = typeof value === "string" ? localeNamed(value) : null;
  return locale ?? pen.fault("locale", `${JSON.stringify(value)} ${noLanguage}`);
}

function timeIn(field: string, value: unknown, pen: Pen): string | null {
  if (isAbsent(value)) return null;
  return readTime(value) ?? pen.fault(field, `${quoted(value)} is no time such as 2024-05-01T09:30:00Z`);
}

function customFieldsIn(fields: SourceRow["fields"], pen: Pen): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(customSchemas(settings.customUserFields))) {
    if (isAbsent(fields[name])) continue;
    const parsed = schema.safeParse(fields[name]);
    // PostgreSQL keeps no NUL, whatever a schema of the adopter's allows.
    if (parsed.success && !JSON.stringify(parsed.data).includes("\\u0000")) values[name] = parsed.data;
    else pen.fault(name, "is not what lib/settings.ts allows");
  }
  return values;
}

/** A value as a sentence names it: no more of it than helps to find it. */
function quoted(value: unknown): string {
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "an object";
  const text = String(value);
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : value);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
