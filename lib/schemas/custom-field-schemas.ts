import { z } from "zod";
import type { FieldCode } from "./codes.ts";
import type { CustomField, CustomFieldTable } from "./custom-field.ts";
import { booleanField, type CustomFields, integerField, isBlank, textField, typed } from "./fields.ts";

/** What judges the values of these fields. */
export function customSchemas(table: CustomFieldTable): CustomFields {
  return Object.fromEntries(Object.entries(table).map(([name, field]) => [name, schemaOf(field)]));
}

function schemaOf(field: CustomField): z.ZodType {
  const value = judgeOf(field);
  if (!field.isRequired) return z.preprocess((given) => (isBlank(given) ? null : given), value.nullable().optional());
  // The empty choice of a form is none.
  if (field.type === "choice") return z.preprocess((given) => (isBlank(given) ? undefined : given), value);
  return value;
}

function judgeOf(field: CustomField): z.ZodType<string | number | boolean> {
  switch (field.type) {
    case "text": {
      const text = textField({ max: field.maxLength });
      if (field.pattern === undefined) return text;
      const whole = new RegExp(`^(?:${field.pattern})$`, "u");
      return text.refine((written) => whole.test(written), { error: code("invalid") });
    }
    case "choice":
      return z.enum(Object.keys(field.choices), { error: typed("invalid_choice") });
    case "integer":
      return integerField(field);
    case "boolean":
      return booleanField;
  }
}

/** Keeps the compiler watching that a message is a code. */
function code(name: FieldCode): FieldCode {
  return name;
}
