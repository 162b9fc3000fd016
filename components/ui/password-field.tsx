"use client";

import { useState } from "react";
import styles from "./field.module.css";
import { TextField, type TextFieldProps } from "./text-field.tsx";
import { Unseen } from "./unseen.tsx";

/** The words of the button that shows a password: what is seen, and what a screen reader hears. */
export type ToggleWords = {
  readonly show: string;
  readonly hide: string;
  readonly showPassword: string;
  readonly hidePassword: string;
};

/** A password input with a button that shows what was typed; without script the button is not there. */
export function PasswordField({ words, ...field }: Omit<TextFieldProps, "toggle"> & { readonly words: ToggleWords }) {
  const [isShown, setShown] = useState(false);
  const toggle = (
    <button
      type="button"
      className={styles["toggle"]}
      aria-controls={field.id}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => setShown(!isShown)}
    >
      <span aria-hidden="true">{isShown ? words.hide : words.show}</span>
      <Unseen>{isShown ? words.hidePassword : words.showPassword}</Unseen>
    </button>
  );
  const input = {
    ...field.input,
    type: isShown ? "text" : "password",
    autoCapitalize: "none",
    autoCorrect: "off",
    spellCheck: false,
  };
  return <TextField {...field} input={input} toggle={toggle} />;
}
