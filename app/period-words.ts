import { getTranslations } from "next-intl/server";
import { periodParts } from "#lib/i18n/period-parts.ts";

/** The life of a link in words: hours up to two days ("24 hours"), then days; minutes only where nothing larger fits. */
export async function periodWords(seconds: number): Promise<string> {
  const t = await getTranslations("pages.period");
  const { unit, count } = periodParts(seconds);
  return t(unit, { count });
}
