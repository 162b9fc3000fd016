import { getTranslations } from "next-intl/server";
import { periodWords } from "#app/period-words.ts";
import { ResendDone } from "#app/resend-done.tsx";
import { isDone } from "#components/forms/form.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { ResendForm } from "#components/forms/resend-form.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";

/** Why a link leads nowhere; `missing` is the page without any link. */
export type DeadOutcome = "used" | "already_activated" | "expired" | "invalid" | "missing";

const titles = {
  used: "usedTitle",
  already_activated: "activatedTitle",
  expired: "expiredTitle",
  invalid: "damagedTitle",
  missing: "missingTitle",
} as const;

const leads = {
  used: "usedLead",
  already_activated: "activatedLead",
  expired: "expiredLead",
  invalid: "damagedLead",
  missing: "missingLead",
} as const;

/** A link that does not work any more, each kind with its own words and its way on. */
export async function DeadLink({ outcome, flash }: { outcome: DeadOutcome; flash: FormFlash | null }) {
  const t = await getTranslations("pages.link");
  const period = await periodWords(env().REGISTER_VERIFICATION_PERIOD);
  const lead = t.rich(leads[outcome], { period, link: linkTag(env().LOGIN_URL) });
  return (
    <Screen title={t(titles[outcome])} lead={lead}>
      {outcome === "already_activated" ? null : <NewLink flash={flash} />}
    </Screen>
  );
}

async function NewLink({ flash }: { flash: FormFlash | null }) {
  if (isDone(flash, "resend-verification")) return <ResendDone />;
  return <ResendForm flash={flash} done={<ResendDone />} page="/verify-user" />;
}
