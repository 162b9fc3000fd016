import { getTranslations } from "next-intl/server";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { env } from "#lib/env.ts";

/** The account has its new address. */
export async function EmailVerified({ isLoggedIn }: { isLoggedIn: boolean }) {
  const t = await getTranslations("pages.verifyEmail");
  return (
    <Screen sign="ok" title={t("doneTitle")} lead={t("doneLead")}>
      <Actions>
        <ButtonLink href={isLoggedIn ? "/account" : env().LOGIN_URL}>{t(isLoggedIn ? "account" : "logIn")}</ButtonLink>
      </Actions>
    </Screen>
  );
}
