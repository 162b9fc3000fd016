import { Icon } from "#components/ui/icon.tsx";
import { languageNames, locales } from "#lib/i18n/locales.ts";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import styles from "./switch.module.css";

/** The languages of the pages, each in its own name: a plain form that comes back to this page, the same without script. */
export async function LanguageSwitch({ label, here }: { label: string; here: string }) {
  const current = await pageLocale();
  return (
    <details className={styles["language"]}>
      <summary aria-label={`${label}: ${languageNames[current]}`}>
        <Icon shape="globe" isSmall />
        {languageNames[current]}
        <Icon shape="down" isSmall />
      </summary>
      <form method="post" action="/api/v1/accounts/language/" className={styles["languages"]}>
        <input type="hidden" name="page" value={here} />
        {locales.map((locale) => (
          <button
            key={locale}
            className={styles["choice"]}
            type="submit"
            name="language"
            value={locale}
            lang={locale}
            aria-current={locale === current ? "true" : undefined}
          >
            {languageNames[locale]}
          </button>
        ))}
      </form>
    </details>
  );
}
