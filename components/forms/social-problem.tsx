import { getTranslations } from "next-intl/server";
import { linkTag } from "#components/ui/link-tag.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { FormFlash } from "./outcome.ts";
import { resetTag } from "./reset-tag.ts";

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

type SocialProblemProps = {
  readonly flash: FormFlash | null;
  /** A forgotten password can be reset by mail: of use to somebody who is not logged in. */
  readonly hasReset?: boolean;
};

/** What went wrong at another service; nothing where nothing did. */
export function SocialProblem({ flash, hasReset }: SocialProblemProps) {
  const code = codeOf(flash);
  if (code === null) return null;
  return (
    <Notice kind={code === "social_cancelled" ? "info" : "danger"}>
      <SocialProblemWords code={code} service={flash?.values?.["service"]} hasReset={hasReset} />
    </Notice>
  );
}

type SocialProblemWordsProps = {
  readonly code: SocialCode;
  readonly service: string | undefined;
  readonly hasReset: boolean | undefined;
};

/** The same in our words and with the way on. */
export async function SocialProblemWords({ code, service, hasReset = false }: SocialProblemWordsProps) {
  const t = await getTranslations("pages.social");
  const ways = {
    register: linkTag("/register"),
    reset: resetTag(hasReset),
    password: linkTag("/account/password"),
  };
  return <p>{t.rich(`problems.${code}`, { service: service ?? t("service"), ...ways })}</p>;
}

function codeOf(flash: FormFlash | null): SocialCode | null {
  return known.find((code) => code === flash?.code) ?? null;
}
