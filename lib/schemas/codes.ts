import type { z } from "zod";
import type { Refusal } from "#lib/result.ts";

/** Every code a field of a body can be refused with. Texts: `lib/i18n/messages/<locale>/errors.json`. */
export const fieldCodes = [
  "required",
  "null",
  "blank",
  "not_a_string",
  "not_an_integer",
  "not_a_number",
  "not_a_boolean",
  "not_a_list",
  "not_an_object",
  "too_long",
  "too_short",
  "too_large",
  "too_small",
  "too_many_bytes",
  "malformed_text",
  "invalid_email",
  "invalid_username",
  "reserved_name",
  "confusable_name",
  "invalid_choice",
  "terms_not_accepted",
  "passwords_differ",
  "login_name_missing",
  "social_proof_missing",
  "invalid",
] as const;

/** A code out of {@link fieldCodes}. */
export type FieldCode = (typeof fieldCodes)[number];

type Issue = z.core.$ZodIssue;
type Values = Readonly<Record<string, string | number>>;

/**
 * What a failed parse says about each field: one refusal for each field and code, in the order of the schema, nested
 * fields joined by a dot, `values` with the bound (`max`, `min`) the message names. Our own schemas carry codes as
 * their messages; issues of an adopter's plain zod schema are translated. A refusal without a field speaks of the body
 * itself: `not_an_object`, with the type that came as `got` in the models' spelling.
 */
export function fieldRefusals(error: z.ZodError, input: unknown): Refusal<FieldCode>[] {
  const refusals: Refusal<FieldCode>[] = [];
  const settledFields = new Set<string | undefined>();
  for (const issue of error.issues) {
    const refusal = refusalOf(issue, valueAt(input, issue.path));
    const isKnown = refusals.some(({ field, code }) => field === refusal.field && code === refusal.code);
    if (!isKnown && !settledFields.has(refusal.field)) refusals.push(refusal);
    // Zod measures an array where a string was due; of the wrong type there is nothing more to say.
    if (issue.code === "invalid_type" || issue.code === "invalid_union") settledFields.add(refusal.field);
  }
  return refusals;
}

function refusalOf(issue: Issue, value: unknown): Refusal<FieldCode> {
  if (issue.path.length === 0 && issue.code === "invalid_type") {
    return { code: "not_an_object", values: { got: modelTypeName(value) } };
  }
  const code = isFieldCode(issue.message) ? issue.message : codeOf(issue, value);
  const values = code === "blank" ? null : boundsOf(issue);
  return {
    code,
    ...(issue.path.length > 0 && { field: issue.path.map(String).join(".") }),
    ...(values && { values }),
  };
}

function codeOf(issue: Issue, value: unknown): FieldCode {
  if (value === undefined) return "required";
  if (value === null) return "null";
  switch (issue.code) {
    case "invalid_type":
      return wrongTypeCodes.get(issue.expected) ?? "invalid";
    case "too_small":
      if (issue.origin !== "string") return "too_small";
      return value === "" ? "blank" : "too_short";
    case "too_big":
      return issue.origin === "string" ? "too_long" : "too_large";
    case "invalid_format":
      return issue.format === "email" ? "invalid_email" : "invalid";
    case "invalid_value":
      return "invalid_choice";
    default:
      return "invalid";
  }
}

const wrongTypeCodes: ReadonlyMap<string, FieldCode> = new Map([
  ["string", "not_a_string"],
  ["int", "not_an_integer"],
  ["number", "not_a_number"],
  ["boolean", "not_a_boolean"],
  ["array", "not_a_list"],
  ["object", "not_an_object"],
  ["record", "not_an_object"],
]);

function boundsOf(issue: Issue): Values | null {
  if (issue.code === "too_big") return { max: Number(issue.maximum) };
  if (issue.code === "too_small") return { min: Number(issue.minimum) };
  if (issue.code !== "custom" || issue.params === undefined) return null;
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(issue.params)) {
    if (typeof value === "string" || typeof value === "number") values[name] = value;
  }
  return values;
}

/** The types' names as the models' message gives them: "Expected a dictionary, but got list." */
function modelTypeName(value: unknown): string {
  if (value === null || value === undefined) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  return typeof value === "boolean" ? "bool" : "str";
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function isFieldCode(message: string): message is FieldCode {
  return fieldCodes.some((code) => code === message);
}
