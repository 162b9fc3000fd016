import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readLooks } from "#app/looks.ts";
import { AccountFrame } from "#components/frame/account-frame.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { SectionList } from "#components/frame/section-list.tsx";
import { strongTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import { configuredProviders } from "#lib/providers/provider.ts";
import { requirePagePrincipal } from "#lib/sessions/page-principal.ts";
import type { Principal } from "#lib/sessions/principal.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.account");
  return { title: t("title") };
}

/** The account's first page: who it belongs to, and its sections. */
export default async function AccountPage() {
  const principal = await requirePagePrincipal("/account");
  const t = await getTranslations("pages.account");
  const start = await getTranslations("pages.start");
  return (
    <AccountFrame looks={await readLooks()} section={null}>
      <Screen title={t("title")} lead={start.rich("loggedIn", { name: nameOf(principal), strong: strongTag })}>
        <SectionList sections={await sectionsOf(principal)} />
      </Screen>
    </AccountFrame>
  );
}

async function sectionsOf({ username, email, isEmailVerified, hasPassword }: Principal) {
  const t = await getTranslations("pages.account");
  const isUnconfirmed = email !== null && !isEmailVerified && env().ACCOUNT_EMAIL_VERIFICATION !== "none";
  return [
    {
      href: "/account/profile",
      name: t("profile"),
      about: username ?? t(env().ACCOUNT_USERNAME_REQUIRED ? "profileAbout" : "profileName"),
    },
    {
      href: "/account/email",
      name: t("email"),
      about: isUnconfirmed ? t("emailUnconfirmed", { email }) : (email ?? t("emailNone")),
    },
    { href: "/account/password", name: t("password"), about: t(hasPassword ? "passwordAbout" : "passwordNone") },
    { href: "/account/sessions", name: t("sessions"), about: t("sessionsAbout") },
    ...(configuredProviders().length > 0
      ? [{ href: "/account/connections", name: t("connections"), about: t("connectionsAbout") }]
      : []),
    { href: "/account/history", name: t("history"), about: t("historyAbout") },
    { href: "/account/delete", name: t("delete"), about: t("deleteAbout") },
  ];
}

function nameOf({ firstName, lastName, username, email }: Principal): string {
  return [firstName, lastName].filter(Boolean).join(" ") || (username ?? email ?? "");
}
