import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { askerOf } from "#app/asker.ts";
import { ForgottenPassword } from "#app/forgotten-password.tsx";
import { readLooks } from "#app/looks.ts";
import { DeleteForm } from "#components/forms/delete-form.tsx";
import { isAskedToStepUp, StepUpWithoutScript } from "#components/forms/step-up.tsx";
import { AccountFrame } from "#components/frame/account-frame.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { requirePagePrincipal } from "#lib/sessions/page-principal.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.delete");
  return { title: t("title") };
}

/** The end of an account, told plainly. */
export default async function DeletePage() {
  const asker = await askerOf(await requirePagePrincipal("/account/delete"));
  const t = await getTranslations("pages.delete");
  const flash = await readFlash();
  return (
    <AccountFrame looks={await readLooks()} section="delete">
      <Screen title={t("title")} lead={t("lead")}>
        <StepUpWithoutScript deed={t("deed")} page="/account/delete" asker={asker} flash={flash} />
        {isAskedToStepUp(flash) ? null : (
          <DeleteForm flash={flash} asker={asker} onward={`${env().LOGIN_URL}?notice=deleted`} />
        )}
        {asker.hasPassword ? <ForgottenPassword /> : null}
        <Onward>
          <p>
            <a href="/account">{t("keep")}</a>
          </p>
        </Onward>
      </Screen>
    </AccountFrame>
  );
}
