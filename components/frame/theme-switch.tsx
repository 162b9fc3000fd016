"use client";

import { useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { Unseen } from "#components/ui/unseen.tsx";
import styles from "./switch.module.css";

/** The colours a person can choose; `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;

/** A choice of colours. */
export type Theme = (typeof themes)[number];

type ThemeSwitchProps = {
  readonly label: string;
  readonly words: Readonly<Record<Theme, string>>;
  readonly chosen: Theme;
  /** This page, with its query, to come back to. */
  readonly here: string;
};

const shapes = { system: "device", light: "sun", dark: "moon" } as const;
const endpoint = "/api/theme/";

/** Three small buttons that choose the colours: at once by script, with the next page without. The server keeps the choice. */
export function ThemeSwitch({ label, words, chosen, here }: ThemeSwitchProps) {
  const [theme, setTheme] = useState(chosen);
  function choose(next: Theme): void {
    setTheme(next);
    applyTheme(next);
    void keepTheme(next);
  }
  return (
    <form method="post" action={endpoint} onSubmit={(event) => event.preventDefault()}>
      <input type="hidden" name="page" value={here} />
      <fieldset className={styles["themes"]}>
        <legend>
          <Unseen>{label}</Unseen>
        </legend>
        {themes.map((name) => (
          <button
            key={name}
            className={styles["choice"]}
            type="submit"
            name="theme"
            value={name}
            aria-pressed={theme === name}
            title={words[name]}
            onClick={() => choose(name)}
          >
            <Icon shape={shapes[name]} isSmall />
            <Unseen>{words[name]}</Unseen>
          </button>
        ))}
      </fieldset>
    </form>
  );
}

function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

// The answer is of no interest: the page has its colours, and if they could not be kept they can be chosen again.
async function keepTheme(theme: Theme): Promise<void> {
  await fetch(endpoint, { method: "POST", body: new URLSearchParams({ theme }), keepalive: true }).catch(() => null);
}
