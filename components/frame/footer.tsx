import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import styles from "./frame.module.css";
import { LanguageSwitch } from "./language-switch.tsx";
import { type Theme, ThemeSwitch } from "./theme-switch.tsx";

/** How the page looks for this person, as the server read it from the cookie. */
export type Looks = {
  readonly product: string;
  /** Other services can be connected with an account. */
  readonly offersConnections: boolean;
  readonly theme: Theme;
  /** This page, with its query. */
  readonly here: string;
};

/** What stands below every page, small. */
export async function Footer({ looks, children }: { looks: Looks; children?: ReactNode }) {
  const t = await getTranslations("pages.frame");
  const words = { system: t("system"), light: t("light"), dark: t("dark") };
  return (
    <footer className={styles["footer"]}>
      {children}
      <LanguageSwitch label={t("language")} here={looks.here} />
      <ThemeSwitch label={t("theme")} words={words} chosen={looks.theme} here={looks.here} />
    </footer>
  );
}
