import type { ReactNode } from "react";
import styles from "./entry-list.module.css";

/** What an account holds: its devices, its connections, its events. */
export function EntryList({ children }: { children: ReactNode }) {
  return <ul className={styles["list"]}>{children}</ul>;
}

type EntryProps = {
  readonly name: ReactNode;
  /** A word that sets this entry apart from the others. */
  readonly mark?: string | null;
  /** The one deed there is, as a form. */
  readonly action?: ReactNode;
  /** What is known about it: a paragraph each. */
  readonly children: ReactNode;
};

/** One of them: its name, what is known about it, and the deed beside it. */
export function Entry({ name, mark = null, action, children }: EntryProps) {
  return (
    <li className={styles["entry"]}>
      <div className={styles["about"]}>
        <p className={styles["name"]}>
          <bdi>{name}</bdi>
          {mark === null ? null : <span className={styles["mark"]}>{mark}</span>}
        </p>
        {children}
      </div>
      {action}
    </li>
  );
}
