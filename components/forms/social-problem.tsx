import { getTranslations } from "next-intl/server";
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

/** How the way by another service can fail. */
export type SocialCode = (typeof known)[number];

/** Whether the page before this one failed at another service. */
export function isSocialProblem(flash: FormFlash | null): boolean {
  return codeOf(flash) !== null;
}

/** What went wrong at another service; nothing where nothing did. */
export function SocialProblem({ flash }: { flash: FormFlash | null }) {
  const code = codeOf(flash);
  if (code === null) return null;
  return (
    <Notice kind={code === "social_cancelled" ? "info" : "danger"}>
      <SocialProblemWords code={code} service={flash?.values?.["service"]} />
    </Notice>
  );
}

/** The same in our words and with the way on. */
export async function SocialProblemWords({ code, service }: { code: SocialCode; service?: string | undefined }) {
  const t = await getTranslations("pages.social");
  const ways = {
    register: linkTag("/register"),
    reset: linkTag("/forgot-password"),
    password: linkTag("/account/password"),
  };
  return <p>{t.rich(`problems.${code}`, { service: service ?? t("service"), ...ways })}</p>;
}

function codeOf(flash: FormFlash | null): SocialCode | null {
  return known.find((code) => code === flash?.code) ?? null;
}
