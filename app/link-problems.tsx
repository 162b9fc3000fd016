import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Problem } from "#components/forms/problem.tsx";
import { resetTag } from "#components/forms/reset-tag.ts";
import { linkTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import type { LinkTexts } from "./dead-end.tsx";

/** The words for a link that died between being shown and being used, by code of the API. */
export async function linkProblems(texts: LinkTexts, period: string): Promise<Readonly<Record<string, ReactNode>>> {
  const title = await getTranslations("pages.link");
  const t = await getTranslations(`pages.${texts}`);
  const ways = { link: linkTag(env().LOGIN_URL), reset: resetTag(env().RESET_PASSWORD_VERIFICATION_ENABLED) };
  return {
    expired: <Problem title={title("expiredTitle")}>{t("expiredLead", { period })}</Problem>,
    link_used: <Problem title={title("usedTitle")}>{t.rich("usedLead", ways)}</Problem>,
    already_activated: <Problem title={title("activatedTitle")}>{title.rich("activatedLead", ways)}</Problem>,
    invalid_key: <Problem title={title("damagedTitle")}>{t("damagedLead")}</Problem>,
    email_already_registered: <Problem title={title("takenTitle")}>{title.rich("takenLead", ways)}</Problem>,
  };
}
