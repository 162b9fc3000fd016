import type { ReactNode } from "react";
import styles from "./button.module.css";

/** How much a button asks for attention: one `primary` a screen, `small` in a list, `link` among words. */
export type ButtonLook = "primary" | "quiet" | "small" | "danger" | "link";

type ButtonProps = {
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  readonly type?: "submit" | "button";
  /** What the button says while `isBusy`; it keeps its width. */
  readonly busyWord?: string;
  readonly isBusy?: boolean;
  readonly name?: string;
  readonly value?: string;
  readonly describedBy?: string;
  readonly onClick?: () => void;
  readonly onPress?: (event: { preventDefault(): void }) => void;
};

/** A button that says what happens and, while it happens, what is happening. Busy, it stays in the focus order. */
export function Button({ children, look = "primary", busyWord, isBusy = false, ...rest }: ButtonProps) {
  return (
    <button
      type={rest.type ?? "submit"}
      className={buttonClass(look, isBusy)}
      name={rest.name}
      value={rest.value}
      aria-disabled={isBusy || undefined}
      aria-describedby={rest.describedBy}
      onClick={rest.onClick}
      onMouseDown={rest.onPress}
    >
      <span className={wordClass(isBusy)}>{children}</span>
      {busyWord === undefined ? null : <span className={wordClass(!isBusy)}>{busyWord}</span>}
    </button>
  );
}

/** A link with the looks of a button, for a step that is a place and not a deed. */
export function ButtonLink({
  href,
  children,
  look = "primary",
}: {
  href: string;
  children: ReactNode;
  look?: ButtonLook;
}) {
  return (
    <a className={buttonClass(look, false)} href={href}>
      {children}
    </a>
  );
}

function buttonClass(look: ButtonLook, isBusy: boolean): string {
  return [styles["button"], styles[look], isBusy ? styles["busy"] : ""].filter(Boolean).join(" ");
}

function wordClass(isAway: boolean): string {
  return isAway ? `${styles["word"]} ${styles["away"]}` : `${styles["word"]}`;
}
