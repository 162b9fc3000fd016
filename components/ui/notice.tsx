import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import styles from "./notice.module.css";

/** What kind of news a notice brings. */
export type NoticeKind = "info" | "ok" | "warn" | "danger";

const shapes = { info: "info", ok: "check", warn: "alert", danger: "alert" } as const;

/** A short message that belongs to the screen as a whole: an icon, words, and the links that lead on. */
export function Notice({ kind, children }: { kind: NoticeKind; children: ReactNode }) {
  return (
    <div className={`${styles["notice"]} ${styles[kind]}`}>
      <Icon shape={shapes[kind]} />
      <div className={styles["body"]}>{children}</div>
    </div>
  );
}
