import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SocialRegisterForm } from "#components/forms/social-register-form.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { linkTag, strongTag } from "#components/ui/link-tag.tsx";
import { freeUsername } from "#lib/accounts/free-username.ts";
import { env } from "#lib/env.ts";
import { nextPath } from "#lib/http/next-path.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { pageNewcomer } from "#lib/http/page-social.ts";
import { labelOf } from "#lib/providers/provider.ts";
import { writableFields } from "#lib/schemas/custom-field.ts";
import { settings } from "#lib/settings.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.social");
  return { title: t("title") };
}

/** What is still asked of somebody whom another service vouched for and who has no account here yet. */
export default async function SocialRegisterPage() {
  const newcomer = await pageNewcomer();
  if (!newcomer) redirect("/register");
  const t = await getTranslations("pages.social");
  const { person } = newcomer;
  const service = labelOf(person.provider);
  const lead =
    person.email === null
      ? t("leadNameless", { service })
      : t.rich("lead", { service, email: person.email, strong: strongTag });
  return (
    <Screen title={t("title")} lead={lead}>
      <SocialRegisterForm
        flash={await readFlash()}
        suggestion={env().ACCOUNT_USERNAME_REQUIRED ? await freeUsername(person) : ""}
        isUsernameRequired={env().ACCOUNT_USERNAME_REQUIRED}
        termsUrl={env().TERMS_OF_SERVICE_URL ?? null}
        next={nextPath(newcomer.next) ?? env().LOGIN_REDIRECT_URL}
        service={service}
        hasReset={env().RESET_PASSWORD_VERIFICATION_ENABLED}
        ownFields={writableFields(settings.customUserFields, "registration")}
      />
      <Onward>
        <p>{t.rich("otherwise", { login: linkTag(env().LOGIN_URL), register: linkTag("/register") })}</p>
      </Onward>
    </Screen>
  );
}
