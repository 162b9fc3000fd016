import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { askerOf } from "#app/asker.ts";
import { readLooks } from "#app/looks.ts";
import { type PageQuery, queryValue } from "#app/page-query.ts";
import { isDone } from "#components/forms/form.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { isSocialProblem, SocialProblem } from "#components/forms/social-problem.tsx";
import { isAskedToStepUp, StepUpWithoutScript } from "#components/forms/step-up.tsx";
import { AccountFrame } from "#components/frame/account-frame.tsx";
import { EntryList } from "#components/frame/entry-list.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { connectionsOf, type ServiceConnection } from "#lib/accounts/connections.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { requirePagePrincipal } from "#lib/sessions/page-principal.ts";
import { ConnectionEntry } from "./connection-entry.tsx";

const page = "/account/connections";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.connections");
  return { title: t("title") };
}

/** The services one can log in with: connect them, disconnect them. */
export default async function ConnectionsPage({ searchParams }: { searchParams: PageQuery }) {
  const principal = await requirePagePrincipal(page);
  const t = await getTranslations("pages.connections");
  const notice = await queryValue(searchParams, "notice");
  // Where a script led here by its own news, the flash is of the attempt before.
  const flash = notice === null ? await readFlash() : null;
  const asker = await askerOf(principal);
  const connections = await connectionsOf(principal);
  const usable = connections.filter(({ since, isOffered }) => since !== null && isOffered);
  // Without script the last part of the path that was posted to says which one.
  const isDisconnected = notice === "disconnected" || connections.some(({ provider }) => isDone(flash, provider));
  const isLastWayIn = (entry: ServiceConnection) =>
    !principal.hasPassword && usable.every(({ provider }) => provider === entry.provider);
  return (
    <AccountFrame looks={await readLooks()} section="connections">
      <Screen title={t("title")} lead={t(connections.length === 0 ? "none" : "lead")}>
        <News flash={flash} notice={notice} isDisconnected={isDisconnected} />
        {isAskedToStepUp(flash) && !isSocialProblem(flash) ? (
          <StepUpWithoutScript
            deed={t("deed")}
            page={page}
            asker={asker}
            flash={flash}
            onward={`${page}?notice=proven`}
          />
        ) : null}
        <EntryList>
          {connections.map((entry) => (
            <ConnectionEntry key={entry.provider} entry={entry} isLastWayIn={isLastWayIn(entry)} asker={asker} />
          ))}
        </EntryList>
        {connections.length === 0 ? null : (
          <Onward>
            <p>{t("effect")}</p>
          </Onward>
        )}
      </Screen>
    </AccountFrame>
  );
}

type NewsProps = {
  readonly flash: FormFlash | null;
  readonly notice: string | null;
  readonly isDisconnected: boolean;
};

/** What has just happened, whether the browser came here by script, by a form, or from the service. */
async function News({ flash, notice, isDisconnected }: NewsProps) {
  const t = await getTranslations("pages.connections");
  const stepUp = await getTranslations("pages.stepUp");
  const service = flash?.values?.["service"];
  if (isSocialProblem(flash)) return <SocialProblem flash={flash} />;
  if (flash !== null && flash.status >= 400) return null;
  if (service !== undefined) return <Notice kind="ok">{t("connected", { service })}</Notice>;
  if (notice === "proven" || isDone(flash, "reauthenticate")) return <Notice kind="ok">{stepUp("done")}</Notice>;
  return isDisconnected ? <Notice kind="ok">{t("disconnected")}</Notice> : null;
}
