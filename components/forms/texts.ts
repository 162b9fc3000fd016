import { type Catalogue, catalogue } from "#lib/i18n/catalogue.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { fieldCodes } from "#lib/schemas/codes.ts";

/** The texts that every form takes to the browser: about 2 kB, and no message parser. */
export type FormTexts = Catalogue["pages"]["form"] & {
  readonly locale: Locale;
  readonly errors: Readonly<Record<string, string>>;
};

/** Picks them from the catalogue; the field errors are the API's own words, so that form and server say the same. */
export function formTexts(locale: Locale): FormTexts {
  const { errors, pages } = catalogue(locale);
  const words: Readonly<Record<string, string>> = errors;
  return { ...pages.form, locale, errors: Object.fromEntries(fieldCodes.map((code) => [code, words[code] ?? code])) };
}
