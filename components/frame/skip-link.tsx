import styles from "./skip-link.module.css";

/** For the keyboard: past the head of the page to its content (`id="content"`). Seen only while it has the focus. */
export function SkipLink({ children, lang }: { children: string; lang?: string }) {
  return (
    <a className={styles["skip"]} href="#content" lang={lang}>
      {children}
    </a>
  );
}
