import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon.tsx";
import styles from "./screen.module.css";

const signs = { mail: "mail", ok: "check", warn: "alert", info: "info" } as const;

type ScreenProps = {
  /** A drawing above the heading, for a screen that tells what has happened: seen before it is read. */
  readonly sign?: keyof typeof signs;
  /** The task, or what has happened: the page's `h1`. */
  readonly title: ReactNode;
  /** One sentence under it, if any. */
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
};

/** The content of a panel: its heading, a sentence, and what there is to do. */
export function Screen({ sign, title, lead, children }: ScreenProps) {
  return (
    <div className={styles["screen"]}>
      <div className={styles["opening"]}>
        {sign === undefined ? null : (
          <span className={styles["sign"]} data-sign={sign}>
            <Icon shape={signs[sign]} />
          </span>
        )}
        <h1>{title}</h1>
        {lead === undefined ? null : <p>{lead}</p>}
      </div>
      {children}
    </div>
  );
}

/** Buttons or links that are the next step when there is no form. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles["actions"]}>{children}</div>;
}

/** Other ways on, as links under the one thing to do. */
export function Onward({ children }: { children: ReactNode }) {
  return <div className={styles["onward"]}>{children}</div>;
}

/** Something else one may want here, under a line. */
export function Section({ children }: { children: ReactNode }) {
  return <section className={`${styles["section"]} ${styles["inside"]}`}>{children}</section>;
}

/** A second way that opens in its place, also without script. */
export function More({
  summary,
  isOpen = false,
  children,
}: {
  summary: string;
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <details className={`${styles["section"]} ${styles["more"]}`} open={isOpen}>
      <summary>
        {summary}
        <Icon shape="down" isSmall />
      </summary>
      <div className={styles["inside"]}>{children}</div>
    </details>
  );
}

/** Short ways on, side by side while there is room. */
export function Row({ children }: { children: ReactNode }) {
  return <div className={styles["row"]}>{children}</div>;
}
