"use client";

import { type KeyboardEvent, useState } from "react";
import styles from "./field.module.css";
import { TextField, type TextFieldProps } from "./text-field.tsx";
import { Unseen } from "./unseen.tsx";

/** The words of the button that shows a password: what is seen, and what a screen reader hears. */
export type ToggleWords = {
  readonly show: string;
  readonly hide: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  /** The hint while Caps Lock is on. */
  readonly capsLock: string;
};

type PasswordFieldProps = Omit<TextFieldProps, "toggle"> & { readonly words: ToggleWords };

/**
 * A password input with a button that shows what was typed (without script the button is not there), and a hint while Caps
 * Lock is on.
 */
export function PasswordField({ words, hint, ...field }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const [isCapsLock, setCapsLock] = useState(false);
  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
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
    dir: "auto",
    onKeyDown: watchCapsLock,
    onKeyUp: watchCapsLock,
  };
  const hints = (
    <>
      <p role="status" className={styles["hint"]}>
        {isCapsLock ? words.capsLock : null}
      </p>
      {hint}
    </>
  );
  return <TextField {...field} input={input} toggle={toggle} hint={hints} />;
}
