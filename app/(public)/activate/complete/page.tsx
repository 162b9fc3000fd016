import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Verified } from "#app/(public)/verify-user/verified.tsx";
import { pagePrincipal } from "#lib/sessions/page-principal.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.verify");
  return { title: t("doneTitle") };
}

/** Where an activation without script ends, as in django-registration. */
export default async function ActivationCompletePage() {
  return <Verified isLoggedIn={(await pagePrincipal()) !== null} />;
}
