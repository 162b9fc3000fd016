import type { ReactNode } from "react";
import styles from "./form.module.css";

/** What did not work, in one sentence, and under it the ways on. */
export function Problem({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <>
      <p className={styles["problem"]}>{title}</p>
      {children === undefined ? null : <p>{children}</p>}
    </>
  );
}
