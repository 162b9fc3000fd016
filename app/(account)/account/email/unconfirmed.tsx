import { getTranslations } from "next-intl/server";
import { isDone } from "#components/forms/form.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { ResendButton } from "#components/forms/resend-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { resendCoolDownSeconds } from "#lib/accounts/resend-cool-down.ts";

/** Nobody has proven this address yet, though its account is in use: the way to the link, once more. */
export async function Unconfirmed({ email, flash }: { email: string; flash: FormFlash | null }) {
  const t = await getTranslations("pages.email");
  const inbox = await getTranslations("pages.inbox");
  if (isDone(flash, "resend-verification")) return <Notice kind="ok">{inbox("resent")}</Notice>;
  const words = {
    resend: inbox("resend"),
    resendBusy: inbox("resendBusy"),
    resendIn: inbox.raw("resendIn"),
    resent: inbox("resent"),
    resendFailed: inbox("resendFailed"),
  };
  return (
    <Notice kind="info">
      <p>{t("unconfirmed")}</p>
      <ResendButton
        email={email}
        waitSeconds={0}
        coolDownSeconds={resendCoolDownSeconds()}
        page="/account/email"
        words={words}
      />
    </Notice>
  );
}
