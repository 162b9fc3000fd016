import { getTranslations } from "next-intl/server";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { env } from "#lib/env.ts";

/** The address is confirmed: the end of sign-up, and the way in. */
export async function Verified({ isLoggedIn }: { isLoggedIn: boolean }) {
  const t = await getTranslations("pages.verify");
  return (
    <Screen sign="ok" title={t("doneTitle")} lead={t(isLoggedIn ? "doneInside" : "doneLogin")}>
      <Actions>
        <ButtonLink href={isLoggedIn ? env().LOGIN_REDIRECT_URL : env().LOGIN_URL}>
          {t(isLoggedIn ? "account" : "logIn")}
        </ButtonLink>
      </Actions>
    </Screen>
  );
}
