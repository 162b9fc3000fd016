"use client";

import {
  type ChangeEvent,
  createContext,
  type FocusEvent,
  type InputHTMLAttributes,
  type Ref,
  useContext,
} from "react";
import type { FormTexts } from "./texts.ts";

/** What a field gets from its form: its id, words and errors, and what binds its input. */
export type BoundField = {
  readonly id: string;
  readonly label: string;
  readonly errors: readonly string[];
  readonly input: InputHTMLAttributes<HTMLInputElement> & {
    readonly name: string;
    readonly ref: Ref<HTMLInputElement>;
  };
  /** The same for a list to choose from. */
  readonly control: {
    readonly name: string;
    readonly ref: Ref<HTMLSelectElement>;
    readonly defaultValue?: string;
    readonly onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
    readonly onBlur: (event: FocusEvent<HTMLSelectElement>) => void;
  };
};

/** What the parts of a form share. */
export type FormParts = {
  readonly texts: FormTexts;
  readonly bind: (name: string) => BoundField;
  /** What stands in a field now; "" where there is none. */
  readonly read: (name: string) => string;
  /** Puts a value into a field, as if it had been typed, and moves the focus there. */
  readonly write: (name: string, value: string) => void;
};

/** Filled by `ApiForm` for its fields. */
export const FormContext = createContext<FormParts | null>(null);

/** The form around a field. */
export function useFormParts(): FormParts {
  const parts = useContext(FormContext);
  if (!parts) throw new Error("a field stands outside of a form");
  return parts;
}

/** Called when a form has done its work and the page goes on without a new address (`Stage`, step-up). */
export const DoneContext = createContext<(() => void) | null>(null);
