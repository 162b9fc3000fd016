import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { isEmailLogin } from "#app/email-login.ts";
import { periodWords } from "#app/period-words.ts";
import { isDone } from "#components/forms/form.tsx";
import { ForgotForm } from "#components/forms/reset-forms.tsx";
import { Stage } from "#components/forms/stage.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.forgot");
  return { title: t("title") };
}

/** Asks for a link that sets a new password; what it says afterwards is the same for everybody. */
export default async function ForgotPasswordPage() {
  if (!env().RESET_PASSWORD_VERIFICATION_ENABLED) notFound();
  const t = await getTranslations("pages.forgot");
  const flash = await readFlash();
  const isByEmail = env().SEND_RESET_PASSWORD_LINK_SERIALIZER_USE_EMAIL;
  if (isDone(flash, "send-reset-password-link")) return <Asked />;
  return (
    <Stage done={<Asked />}>
      <Screen title={t("title")} lead={t("lead")}>
        <ForgotForm flash={flash} isByEmail={isByEmail} isEmailOnly={isEmailLogin()} />
        <Onward>
          <p>
            <a href={env().LOGIN_URL}>{t("back")}</a>
          </p>
        </Onward>
      </Screen>
    </Stage>
  );
}

async function Asked() {
  const t = await getTranslations("pages.forgot");
  const period = await periodWords(env().RESET_PASSWORD_VERIFICATION_PERIOD);
  return (
    <Screen sign="mail" title={t("doneTitle")} lead={t("doneLead", { period })}>
      <Onward>
        <p>
          <a href={env().LOGIN_URL}>{t("back")}</a>
        </p>
        <p>
          <a href="/forgot-password">{t("again")}</a>
        </p>
      </Onward>
    </Screen>
  );
}
