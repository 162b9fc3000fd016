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
  down: "m5.5 8 4.5 4.5L14.5 8",
  device: "M3 4.5h14v9.5H3zM7 17h6",
  sun: "M10 6.7a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6ZM10 2v1.3m0 13.4V18M2 10h1.3m13.4 0H18M4.3 4.3l1 1m9.4 9.4 1 1m0-11.4-1 1m-9.4 9.4-1 1",
  moon: "M16.8 11.9A7 7 0 0 1 8.1 3.2a7 7 0 1 0 8.7 8.7Z",
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
