import { getTranslations } from "next-intl/server";
import { linkTag } from "#components/ui/link-tag.tsx";
import { pageLocale } from "#lib/i18n/page-locale.ts";
import { ApiForm, type ApiFormProps } from "./api-form.tsx";
import type { FormFlash } from "./outcome.ts";
import { Problem } from "./problem.tsx";
import { formTexts } from "./texts.ts";

/**
 * An `ApiForm` with the texts of the page's language, with the flash if it is this form's, and with words for a session that
 * ended while its page was open.
 */
export async function Form({ flash, problems, ...props }: Omit<ApiFormProps, "texts">) {
  const texts = formTexts(await pageLocale());
  const own = flashOf(flash ?? null, props.endpoint);
  return <ApiForm {...props} texts={texts} flash={own} problems={{ not_authenticated: <LoggedOut />, ...problems }} />;
}

async function LoggedOut() {
  const t = await getTranslations("pages.session");
  // The account leads whoever is not logged in to the login, wherever that is.
  return <Problem title={t("ended")}>{t.rich("logIn", { link: linkTag("/account") })}</Problem>;
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
