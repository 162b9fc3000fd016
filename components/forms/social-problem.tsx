import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { linkTag } from "#components/ui/link-tag.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { FormFlash } from "./outcome.ts";

const known = [
  "provider_unavailable",
  "provider_refused",
  "provider_not_fresh",
  "provider_connected",
  "registration_closed",
  "social_cancelled",
  "social_expired",
  "social_email_taken",
  "social_email_missing",
  "identity_taken",
  "identity_foreign",
  "last_way_in",
] as const;

type Code = (typeof known)[number];

/** Whether the page before this one failed at another service. */
export function isSocialProblem(flash: FormFlash | null): boolean {
  return codeOf(flash) !== null;
}

/** What went wrong at another service, in our words and with the way on; nothing where nothing did. */
export async function SocialProblem({ flash }: { flash: FormFlash | null }) {
  const code = codeOf(flash);
  if (code === null) return null;
  const t = await getTranslations("pages.social");
  const service = flash?.values?.["service"] ?? t("service");
  const words: ReactNode = t.rich(`problems.${code}`, {
    service,
    register: linkTag("/register"),
    reset: linkTag("/forgot-password"),
    password: linkTag("/account/password"),
  });
  return <Notice kind={code === "social_cancelled" ? "info" : "danger"}>{words}</Notice>;
}

function codeOf(flash: FormFlash | null): Code | null {
  return known.find((code) => code === flash?.code) ?? null;
}
