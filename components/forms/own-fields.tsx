"use client";

import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { TickField } from "#components/ui/tick-field.tsx";
import { type CustomField, type CustomFieldTable, wordsIn } from "#lib/schemas/custom-field.ts";
import { Field } from "./fields.tsx";
import { useFormParts } from "./form-context.ts";

type OwnFieldsProps = {
  readonly fields: CustomFieldTable;
  readonly locale: string;
  /** What the account has; nothing at sign-up. */
  readonly values?: Readonly<Record<string, unknown>>;
};

/** The inputs of an adopter's own fields. */
export function OwnFields({ fields, locale, values = {} }: OwnFieldsProps) {
  return Object.entries(fields).map(([name, field]) => (
    <OwnField key={name} name={name} field={field} locale={locale} value={textOf(values[name])} />
  ));
}

type OwnFieldProps = {
  readonly name: string;
  readonly field: CustomField;
  readonly locale: string;
  readonly value: string;
};

function OwnField({ name, field, locale, value }: OwnFieldProps) {
  if (field.type === "choice") return <Choice {...{ name, field, locale, value }} />;
  if (field.type === "boolean") return <OwnTick {...{ name, field, locale, value }} />;
  const autoComplete = field.type === "text" ? (field.autoComplete ?? "off") : "off";
  return <Field name={name} autoComplete={autoComplete} defaultValue={value} isOptional={!field.isRequired} />;
}

type ChoiceProps = OwnFieldProps & { readonly field: Extract<CustomField, { type: "choice" }> };

function Choice({ name, field, locale, value }: ChoiceProps) {
  const { bind, texts } = useFormParts();
  const { id, label, errors, control } = bind(name);
  const choices = Object.entries(field.choices).map(([choice, words]) => [choice, wordsIn(words, locale)] as const);
  return (
    <SelectField
      {...{ id, label, errors }}
      optionalWord={field.isRequired ? undefined : texts.optional}
      options={[["", "–"], ...choices]}
      input={{ defaultValue: value, ...control, required: field.isRequired }}
    />
  );
}

function OwnTick({ name, value }: OwnFieldProps) {
  const { id, label, errors, input } = useFormParts().bind(name);
  return (
    <TickField
      id={id}
      label={label}
      errors={errors}
      input={{ ...input, value: "true", defaultChecked: value === "true" }}
    />
  );
}

/** What the account has and its owner cannot change, as `help` says. */
export function FixedFields({ fields, locale, values = {}, help }: OwnFieldsProps & { readonly help: string }) {
  return Object.entries(fields).map(([name, field]) => (
    <TextField
      key={name}
      id={`fixed-${name}`}
      label={wordsIn(field.label, locale)}
      help={help}
      errors={[]}
      input={{ readOnly: true, value: shown(field, textOf(values[name]), locale) }}
    />
  ));
}

function shown(field: CustomField, value: string, locale: string): string {
  const words = field.type === "choice" ? field.choices[value] : undefined;
  return words === undefined ? value : wordsIn(words, locale);
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
