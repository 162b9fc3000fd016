"use client";

import type { ReactNode } from "react";
import { PasswordField } from "#components/ui/password-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { TickField } from "#components/ui/tick-field.tsx";
import { useFormParts } from "./form-context.ts";

type FieldProps = {
  readonly name: string;
  readonly help?: string;
  readonly autoComplete: string;
  readonly type?: "text" | "email";
  readonly isOptional?: boolean;
  readonly defaultValue?: string;
};

/** A text input of the form around it. */
export function Field({ name, help, isOptional = false, defaultValue, type = "text", autoComplete }: FieldProps) {
  const { bind, texts } = useFormParts();
  const { id, label, errors, input } = bind(name);
  const isName = type === "email" || autoComplete.startsWith("username");
  return (
    <TextField
      {...{ id, label, errors, help }}
      optionalWord={isOptional ? texts.optional : undefined}
      input={{
        defaultValue,
        ...input,
        type,
        autoComplete,
        required: !isOptional,
        ...(isName ? { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } : {}),
      }}
    />
  );
}

type SecretFieldProps = Pick<FieldProps, "name" | "help" | "autoComplete"> & {
  /** For a form that appears in the place of a button just pressed. */
  readonly isFocused?: boolean;
};

/** A password input of the form around it; what was typed never comes back from the server. */
export function SecretField({ name, help, autoComplete, isFocused = false }: SecretFieldProps) {
  const { bind, texts } = useFormParts();
  const { id, label, errors, input } = bind(name);
  return (
    <PasswordField
      {...{ id, label, errors, help }}
      words={texts.password}
      input={{ ...input, autoComplete, required: true, autoFocus: isFocused }}
    />
  );
}

/** A box to tick in the form around it; the label may hold a link. */
export function Tick({ name, children }: { name: string; children: ReactNode }) {
  const { id, errors, input } = useFormParts().bind(name);
  return <TickField id={id} label={children} errors={errors} input={{ ...input, value: "true", required: true }} />;
}
