"use client";

import { useState } from "react";
import styles from "./theme-switch.module.css";

/** The colours a person can choose; `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;

/** A choice of colours. */
export type Theme = (typeof themes)[number];

type ThemeSwitchProps = {
  readonly label: string;
  readonly words: Readonly<Record<Theme, string>>;
  readonly chosen: Theme;
  /** The cookie that keeps the choice, so that the server sends the page in its colours. */
  readonly cookie: { readonly name: string; readonly isSecure: boolean };
};

/** Three small buttons that choose the colours; not there without script, when the device decides. */
export function ThemeSwitch({ label, words, chosen, cookie }: ThemeSwitchProps) {
  const [theme, setTheme] = useState(chosen);
  function choose(next: Theme): void {
    setTheme(next);
    applyTheme(next);
    keepTheme(next, cookie);
  }
  return (
    <fieldset className={styles["switch"]}>
      <legend className={styles["label"]}>{label}</legend>
      {themes.map((name) => (
        <button key={name} type="button" aria-pressed={theme === name} onClick={() => choose(name)}>
          {words[name]}
        </button>
      ))}
    </fieldset>
  );
}

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

function keepTheme(theme: Theme, { name, isSecure }: ThemeSwitchProps["cookie"]): void {
  const life = theme === "system" ? 0 : 31_536_000;
  // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store is not in every browser; this one holds no secret
  document.cookie = `${name}=${theme}; Path=/; Max-Age=${life}; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}
