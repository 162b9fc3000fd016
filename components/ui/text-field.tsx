import type { InputHTMLAttributes, ReactNode, Ref } from "react";
import styles from "./field.module.css";
import { describedBy, FieldError, FieldHelp } from "./field-parts.tsx";

/** What every labelled input shows. `input` goes to the control itself. */
export type TextFieldProps = {
  readonly id: string;
  readonly label: string;
  /** The word behind the label of a field that may stay empty. */
  readonly optionalWord?: string | undefined;
  readonly help?: string | undefined;
  readonly errors: readonly string[];
  readonly input: InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> };
  /** A button inside the field, such as the one that shows a password. */
  readonly toggle?: ReactNode;
  /** What helps while one types, under the errors. */
  readonly hint?: ReactNode;
};

/** A label, the help under it, the input, and under that what is wrong with it. */
export function TextField({ id, label, optionalWord, help, errors, input, toggle, hint }: TextFieldProps) {
  const hasError = errors.length > 0;
  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={styles["label"]}>
        {label}
        {optionalWord === undefined ? null : <span className={styles["optional"]}> {optionalWord}</span>}
      </label>
      {help === undefined ? null : <FieldHelp id={id}>{help}</FieldHelp>}
      <div className={toggle === undefined ? undefined : styles["withToggle"]}>
        <input
          {...input}
          id={id}
          className={styles["input"]}
          aria-invalid={hasError || undefined}
          aria-describedby={describedBy(id, { hasHelp: help !== undefined, hasError })}
        />
        {toggle}
      </div>
      <FieldError id={id} messages={errors} />
      {hint}
    </div>
  );
}
