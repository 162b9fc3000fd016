import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RegisterForm } from "#components/forms/register-form.tsx";
import { SocialButtons } from "#components/forms/social-buttons.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { offeredServices } from "#lib/http/social-open.ts";
import { writableFields } from "#lib/schemas/custom-field.ts";
import { settings } from "#lib/settings.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.register");
  return { title: t("title") };
}

/** Sign-up: a name, an address, a password. */
export default async function RegisterPage() {
  if (!env().REGISTRATION_OPEN) redirect("/register/closed");
  const t = await getTranslations("pages.register");
  const isMailed = env().ACCOUNT_EMAIL_VERIFICATION !== "none";
  return (
    <Screen title={t("title")} lead={isMailed ? t("lead") : undefined}>
      <RegisterForm
        flash={await readFlash()}
        hasConfirmation={env().REGISTER_SERIALIZER_PASSWORD_CONFIRM}
        isUsernameRequired={env().ACCOUNT_USERNAME_REQUIRED}
        isEmailRequired={env().ACCOUNT_EMAIL_REQUIRED}
        minLength={env().PASSWORD_MIN_LENGTH}
        termsUrl={env().TERMS_OF_SERVICE_URL ?? null}
        ownFields={writableFields(settings.customUserFields, "registration")}
      />
      <SocialButtons services={offeredServices()} />
      <Onward>
        <p>{t.rich("haveAccount", { link: linkTag(env().LOGIN_URL) })}</p>
      </Onward>
    </Screen>
  );
}
