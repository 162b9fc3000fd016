import { getTranslations } from "next-intl/server";
import { PostButton } from "./post-button.tsx";
import styles from "./social-buttons.module.css";

/** A service people can log in by. */
export type Service = { readonly id: string; readonly label: string };

type SocialButtonsProps = {
  readonly services: readonly Service[];
  /** Where the login leads afterwards: a place of ours, checked by the page. */
  readonly next?: string;
};

/** The other ways in, under the form: plain forms, the same with and without script. Nothing where none is offered. */
export async function SocialButtons({ services, next }: SocialButtonsProps) {
  if (services.length === 0) return null;
  const t = await getTranslations("pages.social");
  return (
    <div className={styles["ways"]}>
      <p className={styles["or"]}>{t("or")}</p>
      {services.map(({ id, label }) => (
        <PostButton
          key={id}
          endpoint="social-login"
          look="quiet"
          hidden={{ provider: id, ...(next === undefined ? {} : { next }) }}
        >
          {t("continueWith", { service: label })}
        </PostButton>
      ))}
    </div>
  );
}
