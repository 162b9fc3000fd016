import { getTranslations } from "next-intl/server";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { env } from "#lib/env.ts";

/** The new password is set, and everything else is logged out. */
export async function ResetDone() {
  const t = await getTranslations("pages.reset");
  return (
    <Screen sign="ok" title={t("doneTitle")} lead={t("doneLead")}>
      <Actions>
        <ButtonLink href={env().LOGIN_URL}>{t("logIn")}</ButtonLink>
      </Actions>
    </Screen>
  );
}
