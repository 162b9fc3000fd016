import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { askerOf } from "#app/asker.ts";
import { readLooks } from "#app/looks.ts";
import { NewEmailForm } from "#components/forms/email-forms.tsx";
import { isDone } from "#components/forms/form.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { type Asker, isAskedToStepUp, StepUpWithoutScript } from "#components/forms/step-up.tsx";
import { AccountFrame } from "#components/frame/account-frame.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { findPendingChange } from "#lib/accounts/email-change-store.ts";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { requirePagePrincipal } from "#lib/sessions/page-principal.ts";
import { Pending } from "./pending.tsx";
import { Unconfirmed } from "./unconfirmed.tsx";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.email");
  return { title: t("title") };
}

/** The account's address, the change that waits, and the form for another one. */
export default async function EmailPage() {
  const principal = await requirePagePrincipal("/account/email");
  const t = await getTranslations("pages.email");
  const flash = await readFlash();
  const pending = await findPendingChange(principal.userId);
  const { email, isEmailVerified } = principal;
  const isUnconfirmed = !isEmailVerified && env().ACCOUNT_EMAIL_VERIFICATION !== "none";
  const asker = await askerOf(principal);
  const lead = email === null ? t("none") : t.rich("now", { email, strong: strongTag });
  return (
    <AccountFrame looks={await readLooks()} section="email">
      <Screen title={t("title")} lead={lead}>
        {isDone(flash, "cancel-email-change") ? <Notice kind="ok">{t("cancelled")}</Notice> : null}
        {email !== null && isUnconfirmed ? <Unconfirmed email={email} flash={flash} /> : null}
        <StepUpWithoutScript deed={t("deed")} page="/account/email" asker={asker} flash={flash} />
        {isAskedToStepUp(flash) ? null : (
          <Change email={email} newEmail={pending?.newEmail ?? null} flash={flash} asker={asker} />
        )}
      </Screen>
    </AccountFrame>
  );
}

type ChangeProps = {
  readonly email: string | null;
  readonly newEmail: string | null;
  readonly flash: FormFlash | null;
  readonly asker: Asker;
};

function Change({ email, newEmail, flash, asker }: ChangeProps) {
  if (newEmail !== null) return <Pending email={email} newEmail={newEmail} flash={flash} asker={asker} />;
  return <NewEmailForm flash={flash} isMailed={env().REGISTER_EMAIL_VERIFICATION_ENABLED} asker={asker} />;
}
