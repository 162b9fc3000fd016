import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "#components/frame/public-frame.tsx";
import { readLooks } from "./looks.ts";
import { NothingHere } from "./nothing-here.tsx";

/** The title of an address without a page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.missing");
  return { title: t("title") };
}

/** What an address shows that has no page. */
export default async function NotFound() {
  return (
    <PublicFrame looks={await readLooks()}>
      <NothingHere />
    </PublicFrame>
  );
}
