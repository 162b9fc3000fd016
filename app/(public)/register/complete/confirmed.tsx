import { getTranslations } from "next-intl/server";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

/** The sign-up of this browser is done. */
export async function Confirmed({ loginUrl }: { loginUrl: string }) {
  const t = await getTranslations("pages.verify");
  return (
    <Screen sign="ok" title={t("doneTitle")} lead={t("doneLogin")}>
      <Actions>
        <ButtonLink href={loginUrl}>{t("logIn")}</ButtonLink>
      </Actions>
    </Screen>
  );
}
