import type { InputHTMLAttributes, ReactNode, Ref } from "react";
import styles from "./field.module.css";
import { describedBy, FieldError } from "./field-parts.tsx";

type TickFieldProps = {
  readonly id: string;
  readonly label: ReactNode;
  readonly errors: readonly string[];
  readonly input: InputHTMLAttributes<HTMLInputElement> & { readonly ref?: Ref<HTMLInputElement> };
};

/** A box to tick, with its label beside it. */
export function TickField({ id, label, errors, input }: TickFieldProps) {
  const hasError = errors.length > 0;
  return (
    <div className={styles["tick"]}>
      <input
        {...input}
        id={id}
        type="checkbox"
        className={styles["box"]}
        aria-invalid={hasError || undefined}
        aria-describedby={describedBy(id, { hasHelp: false, hasError })}
      />
      <label htmlFor={id}>{label}</label>
      <FieldError id={id} messages={errors} />
    </div>
  );
}
