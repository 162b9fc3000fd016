import { getTranslations } from "next-intl/server";
import styles from "./mark.module.css";

/** The product's mark and name above everything; an adopter puts a logo here. */
export async function Brand({ product }: { product: string }) {
  const t = await getTranslations("pages.frame");
  return (
    <a href="/" className={styles["brand"]} aria-label={t("start", { product })}>
      <svg className={styles["mark"]} viewBox="0 0 26 26" fill="none" aria-hidden="true" focusable="false">
        <rect width="26" height="26" rx="7.5" fill="currentColor" />
        <g stroke="var(--on-accent)" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
          <circle cx="13" cy="9.25" r="3.25" />
          <path d="M13 12.5v7.25M13 16.25h3M13 19.75h3" />
        </g>
      </svg>
      {product}
    </a>
  );
}
