import type { ReactNode } from "react";
import styles from "./unseen.module.css";

/** Words for a screen reader only. */
export function Unseen({ children }: { children: ReactNode }) {
  return <span className={styles["unseen"]}>{children}</span>;
}
