import { createTranslator } from "use-intl/core";
import type { PluralText } from "./fill.ts";
import type { Locale } from "./locales.ts";
import arErrors from "./messages/ar/errors.json" with { type: "json" };
import arMails from "./messages/ar/mails.json" with { type: "json" };
import arPages from "./messages/ar/pages.json" with { type: "json" };
import deErrors from "./messages/de/errors.json" with { type: "json" };
import deMails from "./messages/de/mails.json" with { type: "json" };
import dePages from "./messages/de/pages.json" with { type: "json" };
import enErrors from "./messages/en/errors.json" with { type: "json" };
import enMails from "./messages/en/mails.json" with { type: "json" };
import enPages from "./messages/en/pages.json" with { type: "json" };
import esErrors from "./messages/es/errors.json" with { type: "json" };
import esMails from "./messages/es/mails.json" with { type: "json" };
import esPages from "./messages/es/pages.json" with { type: "json" };
import frErrors from "./messages/fr/errors.json" with { type: "json" };
import frMails from "./messages/fr/mails.json" with { type: "json" };
import frPages from "./messages/fr/pages.json" with { type: "json" };
import jaErrors from "./messages/ja/errors.json" with { type: "json" };
import jaMails from "./messages/ja/mails.json" with { type: "json" };
import jaPages from "./messages/ja/pages.json" with { type: "json" };
import ptBRErrors from "./messages/pt-BR/errors.json" with { type: "json" };
import ptBRMails from "./messages/pt-BR/mails.json" with { type: "json" };
import ptBRPages from "./messages/pt-BR/pages.json" with { type: "json" };

const english = { errors: enErrors, mails: enMails, pages: enPages };

/** The shape of English; a text in plural forms has in every language the forms of that language. */
type Shaped<Texts> = Texts extends string
  ? string
  : keyof Texts extends Intl.LDMLPluralRule
    ? PluralText
    : { readonly [Key in keyof Texts]: Shaped<Texts[Key]> };

/** All texts of one language: `errors` by code, `pages` by screen, `mails` by mail. English is the shape of all others. */
export type Catalogue = Shaped<typeof english>;

/** A group of texts that has a file of its own. */
export type CatalogueFile = keyof Catalogue;

const catalogues: Readonly<Record<Locale, Catalogue>> = {
  en: { errors: enErrors, mails: enMails, pages: enPages },
  de: { errors: deErrors, mails: deMails, pages: dePages },
  es: { errors: esErrors, mails: esMails, pages: esPages },
  fr: { errors: frErrors, mails: frMails, pages: frPages },
  "pt-BR": { errors: ptBRErrors, mails: ptBRMails, pages: ptBRPages },
  ja: { errors: jaErrors, mails: jaMails, pages: jaPages },
  ar: { errors: arErrors, mails: arMails, pages: arPages },
};

/** The texts of one language. */
export function catalogue(locale: Locale): Catalogue {
  return catalogues[locale];
}

/**
 * A translator for one file of texts that works outside Next: in route handlers, in the mail worker, in tests. Kept, with
 * the texts it has read: to read one costs more than to fill it. Pages use `getTranslations` of next-intl instead.
 */
export function translator<File extends CatalogueFile>(locale: Locale, namespace: File): Translators[File] {
  const known = kept.get(locale);
  if (known !== undefined) return known[namespace];
  const made = translatorsOf(locale);
  kept.set(locale, made);
  return made[namespace];
}

function translatorsOf(locale: Locale) {
  const messages = catalogue(locale);
  return {
    errors: createTranslator<Catalogue, "errors">({ locale, messages, namespace: "errors" }),
    mails: createTranslator<Catalogue, "mails">({ locale, messages, namespace: "mails" }),
    pages: createTranslator<Catalogue, "pages">({ locale, messages, namespace: "pages" }),
  };
}

type Translators = ReturnType<typeof translatorsOf>;

const kept = new Map<Locale, Translators>();
