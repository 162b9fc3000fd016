import type { FieldErrors, Resolver } from "react-hook-form";
import { fill } from "#lib/i18n/fill.ts";
import type { fieldRefusals } from "#lib/schemas/codes.ts";

/** What a form holds: a text for every input, a boolean for a box to tick. */
export type FormValues = Record<string, string | boolean>;

/** A schema of lib/schemas, as far as a form needs it. */
export type FormSchema = {
  safeParse(input: unknown): { success: true } | { success: false; error: Parameters<typeof fieldRefusals>[0] };
};

/** A schema and the reader of its errors, loaded when a form is first touched. */
export type LoadedSchema = { readonly schema: FormSchema; readonly refusals: typeof fieldRefusals };

type ResolverNeeds = {
  readonly load: () => Promise<LoadedSchema>;
  /** What the server will get for these values: hidden fields and mirrored confirmations are added. */
  readonly complete: (values: FormValues) => Record<string, unknown>;
  readonly texts: Readonly<Record<string, string>>;
};

/**
 * A react-hook-form resolver that asks the endpoint's own schema and shows the API's own messages. If the schema cannot be
 * loaded (offline) every value passes: the server judges in any case.
 */
export function schemaResolver({ load, complete, texts }: ResolverNeeds): Resolver<FormValues> {
  return async (values) => {
    const loaded = await load().catch(() => null);
    const input = complete(values);
    const verdict = loaded?.schema.safeParse(input);
    if (!loaded || !verdict || verdict.success) return { values, errors: {} };
    const errors: FieldErrors<FormValues> = {};
    for (const { field = "", code, values: named = {} } of loaded.refusals(verdict.error, input)) {
      // A mirrored confirmation has no input of its own to put right.
      if (field in values) errors[field] ??= { type: code, message: fill(texts[code] ?? code, named) };
    }
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} };
  };
}
