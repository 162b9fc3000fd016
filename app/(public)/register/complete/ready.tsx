import { getTranslations } from "next-intl/server";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";

/** The sign-up of this browser is an account already; the address may still be confirmed (ACCOUNT_EMAIL_VERIFICATION). */
export async function Ready({ mailedTo, loginUrl }: { mailedTo: string | null; loginUrl: string }) {
  const t = await getTranslations("pages.inbox");
  const verify = await getTranslations("pages.verify");
  const lead = mailedTo === null ? verify("doneLogin") : t.rich("readyMailed", { email: mailedTo, strong: strongTag });
  return (
    <Screen sign="ok" title={t("readyTitle")} lead={lead}>
      <Actions>
        <ButtonLink href={loginUrl}>{verify("logIn")}</ButtonLink>
      </Actions>
    </Screen>
  );
}
