import { getTranslations } from "next-intl/server";
import { ResendDone } from "#app/resend-done.tsx";
import { isDone } from "#components/forms/form.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { ResendForm } from "#components/forms/resend-form.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { env } from "#lib/env.ts";

/** What a browser sees in which nobody signed up: the way to a new link, which any browser may ask for. */
export async function Unknown({ flash }: { flash: FormFlash | null }) {
  const t = await getTranslations("pages.inbox");
  return (
    <Screen sign="mail" title={t("unknownTitle")} lead={t("unknownLead")}>
      {isDone(flash, "resend-verification") ? (
        <ResendDone />
      ) : (
        <ResendForm flash={flash} done={<ResendDone />} page="/register/complete" />
      )}
      {env().REGISTRATION_OPEN ? (
        <Onward>
          <p>
            <a href="/register">{t("startAgain")}</a>
          </p>
        </Onward>
      ) : null}
    </Screen>
  );
}
