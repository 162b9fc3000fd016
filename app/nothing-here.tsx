import { getTranslations } from "next-intl/server";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

/** What an address shows that has no page, or whose page is switched off; the frame stands around it already. */
export async function NothingHere() {
  const t = await getTranslations("pages.missing");
  return (
    <Screen sign="info" title={t("title")} lead={t("lead")}>
      <Actions>
        <ButtonLink href="/">{t("start")}</ButtonLink>
      </Actions>
    </Screen>
  );
}
