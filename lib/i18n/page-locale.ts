import { getLocale } from "next-intl/server";
import { type Locale, localeOf } from "./locales.ts";

/** The language of the page that is being made. */
export async function pageLocale(): Promise<Locale> {
  return localeOf(await getLocale());
}
