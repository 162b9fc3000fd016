import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PostButton } from "#components/forms/post-button.tsx";
import { Actions, Onward, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import { pagePrincipal } from "#lib/sessions/page-principal.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.logout");
  return { title: t("title") };
}

/** A button: opening this page logs nobody out. */
export default async function LogoutPage() {
  const t = await getTranslations("pages.logout");
  const principal = await pagePrincipal();
  if (!principal) {
    return (
      <Screen title={t("title")} lead={t("nobody")}>
        <Actions>
          <ButtonLink href={env().LOGIN_URL}>{t("logIn")}</ButtonLink>
        </Actions>
      </Screen>
    );
  }
  const name = principal.username ?? principal.email ?? "";
  return (
    <Screen title={t("title")} lead={t.rich("lead", { name, strong: strongTag })}>
      <PostButton endpoint="logout">{t("submit")}</PostButton>
      <Onward>
        <p>
          <a href="/account">{t("stay")}</a>
        </p>
      </Onward>
    </Screen>
  );
}
