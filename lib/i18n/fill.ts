/** A text in the plural forms of its language (CLDR categories); `other` is always there. `{count}` stands for the number. */
export type PluralText = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/**
 * Puts values into the places `{name}` or `{name, …}` of a text. For the few texts that a browser has to complete itself, so
 * that no page ships a message parser: their catalogue entries use no other ICU syntax. A place without a value stays.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)(?:,[^{}]*)?\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The plural form of a text for a number, with the number in it. */
export function fillCount(text: PluralText, count: number, locale: string): string {
  return fill(text[new Intl.PluralRules(locale).select(count)] ?? text.other, { count });
}
