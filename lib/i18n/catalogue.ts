import { createTranslator } from "use-intl/core";
import type { Locale } from "./locales.ts";
import errors from "./messages/en/errors.json" with { type: "json" };
import mails from "./messages/en/mails.json" with { type: "json" };
import pages from "./messages/en/pages.json" with { type: "json" };

const english = { errors, mails, pages };

/** All texts of one language: `errors` by code, `pages` by screen, `mails` by mail. English is the shape of all others. */
export type Catalogue = typeof english;

/** A group of texts that has a file of its own. */
export type CatalogueFile = keyof Catalogue;

const catalogues: Readonly<Record<Locale, Catalogue>> = { en: english };

/** The texts of one language. */
export function catalogue(locale: Locale): Catalogue {
  return catalogues[locale];
}

/**
 * A translator for one file of texts that works outside Next: in route handlers, in the mail worker, in tests.
 * Pages use `getTranslations` of next-intl instead.
 */
export function translator<File extends CatalogueFile>(locale: Locale, namespace: File) {
  return createTranslator<Catalogue, File>({ locale, messages: catalogue(locale), namespace });
}
