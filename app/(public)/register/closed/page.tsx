import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Screen } from "#components/frame/screen.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.register");
  return { title: t("closedTitle") };
}

/** What stands in the place of sign-up while nobody may register. */
export default async function RegisterClosedPage() {
  if (env().REGISTRATION_OPEN) redirect("/register");
  const t = await getTranslations("pages.register");
  return (
    <Screen sign="info" title={t("closedTitle")} lead={t.rich("closedLead", { link: linkTag(env().LOGIN_URL) })} />
  );
}
