"use client";

import { useState } from "react";
import { faultTexts } from "#lib/i18n/fault-texts.ts";
import { defaultLocale, directionOf, findLocale, type Locale } from "#lib/i18n/locales.ts";
import { negotiateLocale } from "#lib/i18n/negotiate.ts";
import "./globals.css";
import styles from "./global-error.module.css";

/**
 * What is shown in the place of a page that could not be made. Every page carries it along, so it is small, has its words in
 * files of their own, and uses no other component.
 */
export default function GlobalError({ retry }: { retry: () => void }) {
  const [locale] = useState(languageHere);
  const [theme] = useState(themeHere);
  const texts = faultTexts[locale];
  return (
    <html lang={locale} dir={directionOf(locale)} data-theme={theme} suppressHydrationWarning>
      <body suppressHydrationWarning>
        <title>{texts.title}</title>
        <main className={styles["fault"]}>
          <h1>{texts.title}</h1>
          <p>{texts.lead}</p>
          <button type="button" onClick={retry}>
            {texts.retry}
          </button>
          <a href="/">{texts.start}</a>
        </main>
      </body>
    </html>
  );
}

/** The colours of the page that stood here, where some were chosen. */
function themeHere(): string | undefined {
  return typeof document === "undefined" ? undefined : document.documentElement.dataset["theme"];
}

/** The language of the page that stood here; where none came to be, the browser's. */
function languageHere(): Locale {
  if (typeof document === "undefined") return defaultLocale;
  const { id, lang } = document.documentElement;
  const left = id === "__next_error__" ? null : findLocale(lang);
  return left ?? negotiateLocale(navigator.languages.join(","));
}
