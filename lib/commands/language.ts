import { defaultLocale, type Locale, locales } from "#lib/i18n/locales.ts";
import { localeNamed } from "#lib/i18n/negotiate.ts";
import { UsageFault } from "./command.ts";

/** What is wrong with a language that we do not speak, for an operator. */
export const noLanguage = `is no language there are texts in: ${locales.join(", ")}`;

/** The language that `--locale` names; the default one without it. */
export function localeIn(given: string | undefined): Locale {
  if (given === undefined) return defaultLocale;
  const locale = localeNamed(given);
  if (locale === null) throw new UsageFault(`--locale: "${given}" ${noLanguage}.`);
  return locale;
}
