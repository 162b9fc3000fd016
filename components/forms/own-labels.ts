import { type CustomFieldTable, wordsIn } from "#lib/schemas/custom-field.ts";

/** The labels of an adopter's own fields in a language. */
export function ownLabels(fields: CustomFieldTable, locale: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).map(([name, { label }]) => [name, wordsIn(label, locale)]));
}
