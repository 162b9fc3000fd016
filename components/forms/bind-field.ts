import type { ChangeEvent, FocusEvent } from "react";
import type { BoundField } from "./form-context.ts";
import type { FormFlash } from "./outcome.ts";
import type { ApiFormState } from "./use-api-form.ts";

type Control = HTMLInputElement | HTMLSelectElement;

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
  const control = {
    name,
    ref,
    ...(value === undefined ? {} : { defaultValue: value }),
    onChange: (event: ChangeEvent<Control>) => {
      state.forget(name);
      void onChange(event);
    },
    onBlur: (event: FocusEvent<Control>) => {
      if (!isPassing(event)) void onBlur(event);
    },
  };
  return {
    id: idOf(name),
    label: labels[name] ?? name,
    errors: state.errors[name] ?? [],
    input: control,
    control,
  };
}

function isPassing({ currentTarget, relatedTarget }: FocusEvent<Control>): boolean {
  const isEmpty = currentTarget.type !== "checkbox" && currentTarget.value === "";
  return isEmpty || relatedTarget instanceof HTMLButtonElement || relatedTarget instanceof HTMLAnchorElement;
}
