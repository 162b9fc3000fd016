import styles from "./icon.module.css";

const shapes = {
  alert: "M10 6v5m0 3h.01M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z",
  check: "m6.5 10.5 2.5 2.5 4.5-5.5M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z",
  info: "M10 9.5V14m0-7.5h.01M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z",
  open: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z",
  mail: "M3 5.5h14v10H3zM3.5 6l6.5 5 6.5-5",
  back: "M12 4.5 6.5 10l5.5 5.5",
  globe:
    "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Zm0 0c2.2 2 3.3 4.5 3.3 7.5S12.2 15.5 10 17.5c-2.2-2-3.3-4.5-3.3-7.5S7.8 4.5 10 2.5ZM3 10h14",
  onward: "m8 4.5 5.5 5.5L8 15.5",
} as const;

/** A drawing that stands beside words and says nothing to a screen reader; it takes the colour of its text. */
export function Icon({ shape, isSmall = false }: { shape: keyof typeof shapes; isSmall?: boolean }) {
  return (
    <svg
      className={isSmall ? `${styles["icon"]} ${styles["small"]}` : styles["icon"]}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={isSmall ? 1.9 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[shape]} />
    </svg>
  );
}
