import { getTranslations } from "next-intl/server";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import { pagePrincipal } from "#lib/sessions/page-principal.ts";
import { settings } from "#lib/settings.ts";

/** The start: where to sign up, to log in or, for somebody who is logged in, the account. */
export default async function StartPage() {
  const t = await getTranslations("pages.start");
  const principal = await pagePrincipal();
  if (principal) {
    const name = principal.username ?? principal.email ?? "";
    return (
      <Screen title={t("welcome")} lead={t.rich("loggedIn", { name, strong: strongTag })}>
        <Actions>
          <ButtonLink href="/account">{t("account")}</ButtonLink>
        </Actions>
      </Screen>
    );
  }
  const isOpen = env().REGISTRATION_OPEN;
  return (
    <Screen title={t("title")} lead={t("lead", { product: settings.siteName })}>
      <Actions>
        {isOpen ? <ButtonLink href="/register">{t("register")}</ButtonLink> : null}
        <ButtonLink href={env().LOGIN_URL} look={isOpen ? "quiet" : "primary"}>
          {t("login")}
        </ButtonLink>
      </Actions>
    </Screen>
  );
}
