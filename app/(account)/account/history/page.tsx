import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readLooks } from "#app/looks.ts";
import { AccountFrame } from "#components/frame/account-frame.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { accountHistory } from "#lib/accounts/history.ts";
import { requirePagePrincipal } from "#lib/sessions/page-principal.ts";
import { HistoryList } from "./history-list.tsx";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.history");
  return { title: t("title") };
}

/** What happened to the account lately, so that its owner can see what was not them. */
export default async function HistoryPage() {
  const principal = await requirePagePrincipal("/account/history");
  const t = await getTranslations("pages.history");
  const events = await accountHistory(principal);
  return (
    <AccountFrame looks={await readLooks()} section="history">
      <Screen title={t("title")} lead={t("lead")}>
        {events.length === 0 ? <p>{t("none")}</p> : <HistoryList events={events} />}
      </Screen>
    </AccountFrame>
  );
}
