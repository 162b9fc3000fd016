"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { TickField } from "#components/ui/tick-field.tsx";
import { fill } from "#lib/i18n/fill.ts";
import { meantEmail } from "./email-hint.ts";
import { useFormParts } from "./form-context.ts";

type FieldProps = {
  readonly name: string;
  readonly help?: string;
  readonly autoComplete: string;
  readonly type?: "text" | "email";
  readonly isOptional?: boolean;
  readonly defaultValue?: string;
  /** What helps while one types. */
  readonly hint?: ReactNode;
  readonly onType?: () => void;
  readonly onLeave?: (value: string) => void;
};

/** A text input of the form around it. */
export function Field({
  name,
  help,
  isOptional = false,
  defaultValue,
  type = "text",
  autoComplete,
  ...own
}: FieldProps) {
  const { bind, texts } = useFormParts();
  const { id, label, errors, input } = bind(name);
  const isEmail = type === "email";
  const isName = isEmail || autoComplete.startsWith("username");
  return (
    <TextField
      {...{ id, label, errors, help }}
      optionalWord={isOptional ? texts.optional : undefined}
      input={{
        defaultValue,
        ...input,
        onChange: (event) => {
          own.onType?.();
          input.onChange?.(event);
        },
        onBlur: (event) => {
          own.onLeave?.(event.currentTarget.value);
          input.onBlur?.(event);
        },
        type,
        autoComplete,
        required: !isOptional,
        // An address is written from left to right in every language, a name as its own letters are.
        dir: isEmail ? "ltr" : "auto",
        ...(isEmail ? { inputMode: "email" } : {}),
        ...(isName ? { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } : {}),
      }}
      hint={own.hint}
    />
  );
}

/** A field for an address that is new here: when it is left, a slip in a well-known domain is noticed, and mended by one click. */
export function NewEmailField(props: Pick<FieldProps, "name" | "help" | "isOptional">) {
  const { write, texts } = useFormParts();
  const [meant, setMeant] = useState<string | null>(null);
  const accept = () => {
    if (meant !== null) write(props.name, meant);
    setMeant(null);
  };
  const hint = (
    <div role="status">
      {meant === null ? null : (
        <Button look="link" type="button" onClick={accept}>
          {fill(texts.emailHint, { email: meant })}
        </Button>
      )}
    </div>
  );
  return (
    <Field
      {...props}
      type="email"
      autoComplete="email"
      hint={hint}
      onType={() => setMeant(null)}
      onLeave={(value) => setMeant(meantEmail(value))}
    />
  );
}

type SecretFieldProps = Pick<FieldProps, "name" | "help" | "autoComplete" | "hint"> & {
  /** For a form that appears in the place of a button just pressed. */
  readonly isFocused?: boolean;
  readonly onEnter?: () => void;
  readonly onType?: (value: string) => void;
};

/** A password input of the form around it; what was typed never comes back from the server. */
export function SecretField({ name, help, autoComplete, isFocused = false, hint, ...own }: SecretFieldProps) {
  const { bind, texts } = useFormParts();
  const { id, label, errors, input } = bind(name);
  return (
    <PasswordField
      {...{ id, label, errors, help }}
      words={texts.password}
      input={{
        ...input,
        onFocus: own.onEnter,
        onChange: (event) => {
          own.onType?.(event.currentTarget.value);
          input.onChange?.(event);
        },
        autoComplete,
        required: true,
        autoFocus: isFocused,
      }}
      hint={hint}
    />
  );
}

/** A box to tick in the form around it; the label may hold a link. */
export function Tick({ name, children }: { name: string; children: ReactNode }) {
  const { id, errors, input } = useFormParts().bind(name);
  return <TickField id={id} label={children} errors={errors} input={{ ...input, value: "true", required: true }} />;
}
