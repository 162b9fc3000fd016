import { getLocale } from "next-intl/server";
import { localeOf } from "#lib/i18n/locales.ts";
import { ApiForm, type ApiFormProps } from "./api-form.tsx";
import type { FormFlash } from "./outcome.ts";
import { formTexts } from "./texts.ts";

/** An `ApiForm` with the texts of the page's language, and with the flash if it is this form's. */
export async function Form({ flash, ...props }: Omit<ApiFormProps, "texts">) {
  return (
    <ApiForm {...props} texts={formTexts(localeOf(await getLocale()))} flash={flashOf(flash ?? null, props.endpoint)} />
  );
}

/** The flash when it comes from this endpoint, else null. */
export function flashOf(flash: FormFlash | null, endpoint: string): FormFlash | null {
  return flash !== null && flash.endpoint === endpoint ? flash : null;
}

/** Whether the form of this endpoint was just sent, without script, and went through. */
export function isDone(flash: FormFlash | null, endpoint: string): boolean {
  const own = flashOf(flash, endpoint);
  return own !== null && own.status < 400;
}
