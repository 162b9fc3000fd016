import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ForgottenPassword } from "#app/forgotten-password.tsx";
import { readLooks } from "#app/looks.ts";
import { isDone } from "#components/forms/form.tsx";
import { PasswordForm } from "#components/forms/password-form.tsx";
import { Stage } from "#components/forms/stage.tsx";
import { AccountFrame } from "#components/frame/account-frame.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { requirePagePrincipal } from "#lib/sessions/page-principal.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { FirstPassword } from "./first-password.tsx";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.password");
  return { title: t("title") };
}

/** Changes the password, or mails a link to somebody who has none yet, if links are mailed. */
export default async function PasswordPage() {
  const principal = await requirePagePrincipal("/account/password");
  return (
    <AccountFrame looks={await readLooks()} section="password">
      {principal.hasPassword ? <Change principal={principal} /> : <FirstPassword email={principal.email} />}
    </AccountFrame>
  );
}

async function Change({ principal: { username, email } }: { principal: Principal }) {
  const t = await getTranslations("pages.password");
  const flash = await readFlash();
  if (isDone(flash, "change-password")) return <Changed />;
  return (
    <Stage done={<Changed />}>
      <Screen title={t("title")} lead={t("lead")}>
        <PasswordForm
          flash={flash}
          hasConfirmation={env().CHANGE_PASSWORD_SERIALIZER_PASSWORD_CONFIRM}
          minLength={env().PASSWORD_MIN_LENGTH}
          login={username ?? email ?? ""}
          onward={env().ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE ? `${env().LOGIN_URL}?notice=password-changed` : undefined}
        />
        <ForgottenPassword />
      </Screen>
    </Stage>
  );
}

async function Changed() {
  const t = await getTranslations("pages.password");
  return (
    <Screen sign="ok" title={t("doneTitle")} lead={t("doneLead")}>
      <Onward>
        <p>
          <a href="/account">{t("back")}</a>
        </p>
      </Onward>
    </Screen>
  );
}
