/**
 * Every language the product speaks, as BCP 47 tags: each has a folder of catalogues in `messages/`. To offer fewer, take
 * tags out here and their lines out of the tables below and of catalogue.ts.
 */
export const locales = ["en", "de", "es", "fr", "pt-BR", "ja", "ar"] as const;

/** A language the product speaks. */
export type Locale = (typeof locales)[number];

/** The language for everybody who did not choose one and whose browser asks for none of ours. */
export const defaultLocale: Locale = "en";

/** Each language in its own name: whoever looks for it may read no other. */
export const languageNames: Readonly<Record<Locale, string>> = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  fr: "Français",
  "pt-BR": "Português (Brasil)",
  ja: "日本語",
  ar: "العربية",
};

/** Which way a language is written: the `dir` of a page or a mail. */
export function directionOf(locale: Locale): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}

/** The language a tag names exactly, or null. */
export function findLocale(tag: string | null | undefined): Locale | null {
  return locales.find((locale) => locale === tag) ?? null;
}

/** The language a tag names, or the default one. */
export function localeOf(tag: string): Locale {
  return findLocale(tag) ?? defaultLocale;
}
