import { getTranslations } from "next-intl/server";
import { PostButton } from "#components/forms/post-button.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { linkTag, strongTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";

/** An account without a password gains one only through its mailbox (docs/security.md row 34). */
export async function FirstPassword({ email }: { email: string | null }) {
  const t = await getTranslations("pages.password");
  if (!env().RESET_PASSWORD_VERIFICATION_ENABLED) {
    return <Screen title={t("title")} lead={t.rich("noneNoReset", { link: linkTag("/account/connections") })} />;
  }
  if (email === null) return <Screen title={t("title")} lead={t("noneNoEmail")} />;
  const name = env().SEND_RESET_PASSWORD_LINK_SERIALIZER_USE_EMAIL ? "email" : "login";
  return (
    <Screen title={t("title")} lead={t.rich("noneLead", { email, strong: strongTag })}>
      <PostButton endpoint="send-reset-password-link" hidden={{ [name]: email }}>
        {t("noneSubmit")}
      </PostButton>
    </Screen>
  );
}
