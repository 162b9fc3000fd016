import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { periodWords } from "#app/period-words.ts";
import { Problem } from "#components/forms/problem.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";

/** The words for a link that died between being shown and being used, by code of the API. */
export async function linkProblems(): Promise<Readonly<Record<string, ReactNode>>> {
  const t = await getTranslations("pages.link");
  const period = await periodWords(env().REGISTER_VERIFICATION_PERIOD);
  const ways = { link: linkTag(env().LOGIN_URL), reset: linkTag("/forgot-password") };
  return {
    expired: <Problem title={t("expiredTitle")}>{t("expiredLead", { period })}</Problem>,
    link_used: <Problem title={t("usedTitle")}>{t.rich("usedLead", ways)}</Problem>,
    already_activated: <Problem title={t("activatedTitle")}>{t.rich("activatedLead", ways)}</Problem>,
    invalid_key: <Problem title={t("damagedTitle")}>{t("damagedLead")}</Problem>,
    email_already_registered: <Problem title={t("takenTitle")}>{t.rich("takenLead", ways)}</Problem>,
  };
}
