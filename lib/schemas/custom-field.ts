/** Words for people: in all languages the same, or by BCP 47 tag, English where a language has none. */
export type Words = string | (Readonly<Record<string, string>> & { readonly en: string });

type Kind =
  | {
      readonly type: "text";
      /** In code points. */
      readonly maxLength: number;
      /** A regular expression that the whole text must match. */
      readonly pattern?: string;
      /** The `autocomplete` of its input, such as `tel`. */
      readonly autoComplete?: string;
    }
  | { readonly type: "choice" /** The words of each value. */; readonly choices: Readonly<Record<string, Words>> }
  | { readonly type: "integer"; readonly min: number; readonly max: number }
  | { readonly type: "boolean" };

/** A field of an adopter's own on the account. Everything follows from it: forms, both APIs, OpenAPI, import, export. */
export type CustomField = Kind & {
  readonly label: Words;
  /** When its owner may write it: at sign-up alone, at sign-up and in the profile, or never (an import or your own code). */
  readonly writable: "registration" | "always" | "never";
  /** Part of the user object that the API answers. */
  readonly isPublic: boolean;
  /** Must be given where it may be; otherwise null stands for nothing. */
  readonly isRequired: boolean;
};

/** Fields of an adopter's own by their names in the API. */
export type CustomFieldTable = Readonly<Record<string, CustomField>>;

/** The fields that a form or endpoint takes: at sign-up, or in the profile. */
export function writableFields(table: CustomFieldTable, at: "registration" | "profile"): CustomFieldTable {
  const takes = ({ writable }: CustomField) =>
    at === "profile" ? writable === "always" : writable === "always" || writable === "registration";
  return Object.fromEntries(Object.entries(table).filter(([, field]) => takes(field)));
}

/** The fields that their owner may see. */
export function publicFields(table: CustomFieldTable): CustomFieldTable {
  return Object.fromEntries(Object.entries(table).filter(([, { isPublic }]) => isPublic));
}

/** The words in a language. */
export function wordsIn(words: Words, locale: string): string {
  return typeof words === "string" ? words : (words[locale] ?? words.en);
}
