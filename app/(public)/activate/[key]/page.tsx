import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Activation } from "#app/(public)/activate/activation.tsx";
import { linkPage } from "#app/page-title.ts";

/** The title of the page; the key stays out of every Referer. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.verify");
  return linkPage(t("autoTitle"));
}

/** The same with the key as a part of the path, as django-registration's older links have it. */
export default async function ActivateKeyPage({ params }: { params: Promise<{ readonly key: string }> }) {
  // A mail program may have written the colons of the key as %3A; a key has nothing else to encode.
  return <Activation activationKey={(await params).key.replaceAll(/%3A/gi, ":")} />;
}
