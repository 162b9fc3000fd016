import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type PageQuery, queryValue } from "#app/page-query.ts";
import { linkPage } from "#app/page-title.ts";
import { Activation } from "./activation.tsx";

/** The title of the page; the key stays out of every Referer. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.verify");
  return linkPage(t("autoTitle"));
}

/** django-registration's face of `/verify-user`: the key of the mail in the query. Opening it changes nothing. */
export default async function ActivatePage({ searchParams }: { searchParams: PageQuery }) {
  return <Activation activationKey={await queryValue(searchParams, "activation_key")} />;
}
