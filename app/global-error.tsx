"use client";

import texts from "#lib/i18n/messages/en/fault.json" with { type: "json" };
import "./globals.css";
import styles from "./global-error.module.css";

/**
 * What is shown in the place of a page that could not be made. Every page carries it along, so it is small, has its words in
 * a file of their own, and uses no other component.
 */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
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
