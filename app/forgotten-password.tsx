import { getTranslations } from "next-intl/server";
import { Onward } from "#components/frame/screen.tsx";
import { env } from "#lib/env.ts";

/** The way on for whoever is asked for a password and has forgotten it; nothing where none is reset by mail. */
export async function ForgottenPassword() {
  if (!env().RESET_PASSWORD_VERIFICATION_ENABLED) return null;
  const t = await getTranslations("pages.password");
  return (
    <Onward>
      <p>
        <a href="/forgot-password">{t("forgot")}</a>
      </p>
    </Onward>
  );
}
