import type { FocusEvent } from "react";
import type { BoundField } from "./form-context.ts";
import type { FormFlash } from "./outcome.ts";
import type { ApiFormState } from "./use-api-form.ts";

type FieldNeeds = {
  readonly state: ApiFormState;
  readonly labels: Readonly<Record<string, string>>;
  readonly idOf: (field: string) => string;
  readonly flash: FormFlash | null;
};

/**
 * Ties one input to its form. The input stays uncontrolled, so what was typed before the script came is kept. Leaving a field
 * judges it, unless nothing was typed or the person is on the way to a button or link, which must not jump away.
 */
export function bindField(name: string, { state, labels, idOf, flash }: FieldNeeds): BoundField {
  const { onChange, onBlur, ref } = state.form.register(name);
  const value = flash?.values?.[name];
  return {
    id: idOf(name),
    label: labels[name] ?? name,
    errors: state.errors[name] ?? [],
    input: {
      name,
      ref,
      ...(value === undefined ? {} : { defaultValue: value }),
      onChange: (event) => {
        state.forget(name);
        void onChange(event);
      },
      onBlur: (event) => {
        if (!isPassing(event)) void onBlur(event);
      },
    },
  };
}

function isPassing({ currentTarget, relatedTarget }: FocusEvent<HTMLInputElement>): boolean {
  const isEmpty = currentTarget.type !== "checkbox" && currentTarget.value === "";
  return isEmpty || relatedTarget instanceof HTMLButtonElement || relatedTarget instanceof HTMLAnchorElement;
}
