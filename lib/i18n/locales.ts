/** Every language the product speaks: each has a folder of catalogues in `messages/`. */
export const locales = ["en"] as const;

/** A language the product speaks. */
export type Locale = (typeof locales)[number];

/** The language for everybody who did not choose one. */
export const defaultLocale: Locale = "en";

/** The language a text names, or the default one. */
export function localeOf(text: string): Locale {
  return locales.find((locale) => locale === text) ?? defaultLocale;
}
