import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PostButton } from "#components/forms/post-button.tsx";
import { Icon } from "#components/ui/icon.tsx";
import styles from "./account-frame.module.css";
import { Brand } from "./brand.tsx";
import { Footer, type Looks } from "./footer.tsx";
import { SkipLink } from "./skip-link.tsx";

/** The pages of an account, in the order of the navigation. */
export const accountSections = [
  "profile",
  "email",
  "password",
  "sessions",
  "connections",
  "history",
  "delete",
] as const;

/** A page of the account. */
export type AccountSection = (typeof accountSections)[number];

type AccountFrameProps = {
  readonly looks: Looks;
  /** The page one is on; null on the account's own first page. */
  readonly section: AccountSection | null;
  readonly children: ReactNode;
};

/** A page behind login: name and way out above, sections beside it on a wide screen, a way back to them on a narrow one. */
export async function AccountFrame({ looks, section, children }: AccountFrameProps) {
  const t = await getTranslations("pages.frame");
  return (
    <div className={styles["frame"]}>
      <header className={styles["header"]}>
        <SkipLink>{t("skip")}</SkipLink>
        <Brand product={looks.product} />
        <PostButton endpoint="logout" look="link">
          {t("logOut")}
        </PostButton>
      </header>
      <div className={styles["body"]}>
        <Sections section={section} looks={looks} />
        <main id="content" data-private tabIndex={-1} className={styles["panel"]}>
          {section === null ? null : (
            <a className={styles["back"]} href="/account">
              <Icon shape="back" />
              {t("back")}
            </a>
          )}
          {children}
        </main>
      </div>
      <div className={styles["footer"]}>
        <Footer looks={looks} />
      </div>
    </div>
  );
}

async function Sections({ section, looks }: Pick<AccountFrameProps, "section" | "looks">) {
  const t = await getTranslations("pages.account");
  const frame = await getTranslations("pages.frame");
  const here = "page" as const;
  return (
    <nav className={styles["nav"]} aria-label={frame("sections")}>
      <ul>
        <li>
          <a href="/account" aria-current={section === null ? here : undefined}>
            {t("overview")}
          </a>
        </li>
        {accountSections
          .filter((name) => name !== "connections" || looks.offersConnections)
          .map((name) => (
            <li key={name}>
              <a href={`/account/${name}`} aria-current={section === name ? here : undefined}>
                {t(name)}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
