import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "#components/frame/public-frame.tsx";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { readLooks } from "./looks.ts";

/** The title of an address without a page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.missing");
  return { title: t("title") };
}

/** What an address shows that has no page. */
export default async function NotFound() {
  const t = await getTranslations("pages.missing");
  return (
    <PublicFrame looks={await readLooks()}>
      <Screen sign="info" title={t("title")} lead={t("lead")}>
        <Actions>
          <ButtonLink href="/">{t("start")}</ButtonLink>
        </Actions>
      </Screen>
    </PublicFrame>
  );
}
