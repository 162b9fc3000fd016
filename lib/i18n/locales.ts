/**
 * Every language the product speaks, as BCP 47 tags: each has a folder of catalogues in `messages/`. To offer fewer, take a tag out here
 * and its lines out of catalogue.ts.
 */
export const locales = ["en", "de", "es", "fr", "pt-BR", "ja", "ar"] as const;

/** A language the product speaks. */
export type Locale = (typeof locales)[number];

/** The language for everybody who did not choose one and whose browser asks for none of ours. */
export const defaultLocale: Locale = "en";

/** The language a text names exactly, or null. */
export function findLocale(tag: string | null | undefined): Locale | null {
  return locales.find((locale) => locale === tag) ?? null;
}

/** The language a text names, or the default one. */
export function localeOf(text: string): Locale {
  return findLocale(text) ?? defaultLocale;
}
