import { getTranslations } from "next-intl/server";
import { PostButton } from "#components/forms/post-button.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import type { Principal } from "#lib/sessions/principal.ts";

/** What the login page shows to somebody who is logged in: the way on, and the way out. */
export async function LoggedIn({ principal, next }: { principal: Principal; next: string }) {
  const t = await getTranslations("pages.start");
  const frame = await getTranslations("pages.frame");
  const name = principal.username ?? principal.email ?? "";
  return (
    <Screen title={t("welcome")} lead={t.rich("loggedIn", { name, strong: strongTag })}>
      <ButtonLink href={next}>{t("account")}</ButtonLink>
      <PostButton endpoint="logout" look="link">
        {frame("logOut")}
      </PostButton>
    </Screen>
  );
}
