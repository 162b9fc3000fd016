import type { ChangeEvent, FocusEvent, Ref } from "react";
import styles from "./field.module.css";
import { describedBy, FieldError } from "./field-parts.tsx";
import { Icon } from "./icon.tsx";

type SelectFieldProps = {
  readonly id: string;
  readonly label: string;
  /** The word behind the label of a field that may stay empty. */
  readonly optionalWord?: string | undefined;
  readonly errors: readonly string[];
  /** What can be chosen: values with their words. The first may be empty, for no choice. */
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly input: {
    readonly name: string;
    readonly ref: Ref<HTMLSelectElement>;
    readonly defaultValue?: string | undefined;
    readonly required: boolean;
    readonly onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
    readonly onBlur: (event: FocusEvent<HTMLSelectElement>) => void;
  };
};

/** A label, a list to choose from, and under that what is wrong with it. */
export function SelectField({ id, label, optionalWord, errors, options, input }: SelectFieldProps) {
  const hasError = errors.length > 0;
  return (
    <div className={styles["field"]}>
      <label htmlFor={id} className={styles["label"]}>
        {label}
        {optionalWord === undefined ? null : <span className={styles["optional"]}> {optionalWord}</span>}
      </label>
      <div className={styles["choice"]}>
        <select
          {...input}
          id={id}
          className={styles["input"]}
          aria-invalid={hasError || undefined}
          aria-describedby={describedBy(id, { hasHelp: false, hasError })}
        >
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
        <Icon shape="down" isSmall />
      </div>
      <FieldError id={id} messages={errors} />
    </div>
  );
}
