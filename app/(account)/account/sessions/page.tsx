import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { askerOf } from "#app/asker.ts";
import { readLooks } from "#app/looks.ts";
import { isDone } from "#components/forms/form.tsx";
import { EndOthersForm } from "#components/forms/session-forms.tsx";
import { StepUpWithoutScript } from "#components/forms/step-up.tsx";
import { AccountFrame } from "#components/frame/account-frame.tsx";
import { EntryList } from "#components/frame/entry-list.tsx";
import { Screen, Section } from "#components/frame/screen.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { listSessions } from "#lib/accounts/list-sessions.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { requirePagePrincipal } from "#lib/sessions/page-principal.ts";
import { SessionEntry } from "./session-entry.tsx";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.sessions");
  return { title: t("title") };
}

/** Where the account is logged in, and the end of each. */
export default async function SessionsPage() {
  const principal = await requirePagePrincipal("/account/sessions");
  const t = await getTranslations("pages.sessions");
  const flash = await readFlash();
  const sessions = await listSessions(principal);
  const asker = await askerOf(principal);
  return (
    <AccountFrame looks={await readLooks()} section="sessions">
      <Screen title={t("title")} lead={t("lead")}>
        <StepUpWithoutScript deed={t("deed")} page="/account/sessions" asker={asker} flash={flash} />
        {isDone(flash, "sessions") ? <Notice kind="ok">{t("endedOthers")}</Notice> : null}
        <EntryList>
          {sessions.map((session) => (
            <SessionEntry key={session.id} session={session} asker={asker} />
          ))}
        </EntryList>
        {sessions.length > 1 ? (
          <Section>
            <p>{t("endOthersLead")}</p>
            <EndOthersForm asker={asker} />
          </Section>
        ) : (
          <Notice kind="info">{t("alone")}</Notice>
        )}
      </Screen>
    </AccountFrame>
  );
}
