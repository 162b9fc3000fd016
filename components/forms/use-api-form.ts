"use client";

import { useContext, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { isDeadLinkCode } from "#lib/schemas/dead-link.ts";
import type { ApiFormProps } from "./api-form.tsx";
import { DoneContext } from "./form-context.ts";
import { type FieldMessages, type Outcome, outcomeOfFlash } from "./outcome.ts";
import { type FormValues, type LoadedSchema, schemaResolver } from "./resolver.ts";
import { send } from "./send.ts";

/** The state of one form and its deeds. */
export type ApiFormState = {
  readonly form: UseFormReturn<FormValues>;
  readonly outcome: Outcome | null;
  /** What is wrong with each field now: the server's messages until the field changes, the schema's as one types. */
  readonly errors: FieldMessages;
  /** How often an attempt has ended here: a change moves the focus to its news. */
  readonly attempt: number;
  readonly isSending: boolean;
  readonly submit: () => Promise<void>;
  readonly load: () => Promise<LoadedSchema>;
  readonly forget: (field: string) => void;
  /** Puts a value into a field, as if it had been typed, and moves the focus there. */
  readonly write: (field: string, value: string) => void;
};

/** Collects, checks and sends one form; `ApiForm` shows it. */
export function useApiForm(props: ApiFormProps): ApiFormState {
  const [outcome, setOutcome] = useState<Outcome | null>(() => (props.flash ? outcomeOfFlash(props.flash) : null));
  const [attempt, setAttempt] = useState(0);
  const [isSending, setSending] = useState(false);
  const [load] = useState(() => once(() => loadSchema(props)));
  const goOn = useContext(DoneContext);
  const complete = (values: FormValues) => completed(values, props);
  const form = useForm<FormValues>({
    mode: "onTouched",
    shouldFocusError: false,
    resolver: schemaResolver({ load, complete, texts: props.texts.errors }),
  });

  function show(result: Outcome): void {
    setSending(false);
    setOutcome(result);
    setAttempt((count) => count + 1);
  }

  async function deliver(values: FormValues): Promise<void> {
    setSending(true);
    const result = await send(props.path ?? props.endpoint, complete(values));
    if (result.kind !== "done") {
      if (props.deadLinkUrl !== undefined && isDeadLink(result)) return window.location.assign(props.deadLinkUrl);
      if (result.kind === "refused") clearSecrets(form, props.secrets ?? []);
      return show(result);
    }
    if (props.onward !== undefined) return window.location.assign(props.onward);
    show(result);
    goOn?.();
  }

  const forget = (field: string) => setOutcome((last) => without(last, field));
  const check = form.handleSubmit(deliver, () => show({ kind: "fields", errors: {} }));
  return {
    form,
    outcome,
    errors: { ...serverMessages(outcome), ...schemaMessages(form) },
    attempt,
    isSending,
    submit: async () => (isSending ? undefined : check()),
    load,
    forget,
    write: (field, value) => {
      forget(field);
      form.setValue(field, value, { shouldValidate: true });
      form.setFocus(field);
    },
  };
}

// zod weighs more than all our own script: it comes when a person begins to fill the form.
async function loadSchema({ endpoint, options = {} }: ApiFormProps): Promise<LoadedSchema> {
  return (await import("./schema-table.ts")).schemaOf(endpoint, options);
}

// A confirmation is typed only where there is no script to show the password; here the password confirms itself.
function completed(values: FormValues, { hidden = {}, mirrors = {}, omitBlank = [] }: ApiFormProps) {
  const filled = Object.entries(values).filter(([name, value]) => value !== "" || !omitBlank.includes(name));
  const confirmed = Object.entries(mirrors).map(
    ([copy, source]) => [copy, values[copy] ?? values[source] ?? ""] as const,
  );
  return { ...hidden, ...Object.fromEntries(filled), ...Object.fromEntries(confirmed) };
}

function isDeadLink(outcome: Outcome): boolean {
  return outcome.kind === "refused" && isDeadLinkCode(outcome.code);
}

function serverMessages(outcome: Outcome | null): FieldMessages {
  return outcome?.kind === "fields" ? outcome.errors : {};
}

function schemaMessages(form: UseFormReturn<FormValues>): FieldMessages {
  const faults = Object.entries(form.formState.errors);
  return Object.fromEntries(faults.map(([field, fault]) => [field, [String(fault?.message ?? "")]]));
}

function without(outcome: Outcome | null, field: string): Outcome | null {
  if (outcome?.kind !== "fields") return outcome;
  const { [field]: _changed, ...others } = outcome.errors;
  return { kind: "fields", errors: others };
}

function clearSecrets(form: UseFormReturn<FormValues>, names: readonly string[]): void {
  for (const name of names) form.resetField(name, { defaultValue: "" });
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
