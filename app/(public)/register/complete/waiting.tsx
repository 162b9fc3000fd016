import { getTranslations } from "next-intl/server";
import { periodWords } from "#app/period-words.ts";
import { CorrectForm } from "#components/forms/correct-form.tsx";
import { flashOf, isDone } from "#components/forms/form.tsx";
import { MailState } from "#components/forms/mail-state.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { ResendButton } from "#components/forms/resend-button.tsx";
import { More, Onward, Screen } from "#components/frame/screen.tsx";
import { linkTag, strongTag } from "#components/ui/link-tag.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { WaitingRegistration } from "#lib/accounts/read-registration.ts";
import { resendCoolDownSeconds } from "#lib/accounts/resend-cool-down.ts";
import { env } from "#lib/env.ts";

type WaitingProps = { readonly registration: WaitingRegistration; readonly flash: FormFlash | null };

/** Check your inbox: where the mail is, how to have it again, how to put a mistyped address right. */
export async function Waiting({ registration, flash }: WaitingProps) {
  const t = await getTranslations("pages.inbox");
  const { email, mail, resendAfterSeconds } = registration;
  const lead = t.rich(mail === "refused" ? "refused" : "sent", {
    email,
    period: await periodWords(env().REGISTER_VERIFICATION_PERIOD),
    strong: strongTag,
  });
  const words = { resend: t("resend"), resendBusy: t("resendBusy"), resendIn: t.raw("resendIn"), resent: t("resent") };
  return (
    <Screen sign="mail" title={t("title")} lead={lead}>
      {isDone(flash, "resend-verification") ? <Notice kind="ok">{t("resent")}</Notice> : null}
      <MailState
        mail={mail}
        words={{ queued: t("mail.queued"), sent: t("mail.sent"), refused: t("mail.refused"), away: t("away") }}
        onward={`${env().LOGIN_URL}?notice=confirmed`}
      />
      <Onward>
        <ResendButton
          email={email}
          waitSeconds={resendAfterSeconds}
          coolDownSeconds={resendCoolDownSeconds()}
          page="/register/complete"
          words={{ ...words, resendFailed: t("resendFailed") }}
        />
        <noscript>
          <p>
            <a href="/register/complete">{t("checkAgain")}</a>
          </p>
        </noscript>
      </Onward>
      <Correction registration={registration} flash={flash} />
    </Screen>
  );
}

async function Correction({ registration, flash }: WaitingProps) {
  const t = await getTranslations("pages.inbox");
  const { correctionsLeft, mail } = registration;
  if (correctionsLeft <= 0) return <p>{t.rich("noCorrections", { link: linkTag("/register") })}</p>;
  const isOpen = mail === "refused" || flashOf(flash, "correct-registration") !== null;
  return (
    <More summary={t("wrongAddress")} isOpen={isOpen}>
      <CorrectForm flash={flash} correctionsLeft={correctionsLeft} />
    </More>
  );
}
