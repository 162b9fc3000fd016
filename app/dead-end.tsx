import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";

/** Why a link leads nowhere; `missing` is the page without any link. */
export type DeadOutcome = "used" | "already_activated" | "expired" | "invalid" | "missing";

/** The words a kind of link has of its own. */
export type LinkTexts = "reset" | "verifyEmail" | "link" | "activate";

const faces = {
  used: ["info", "usedTitle", "usedLead"],
  already_activated: ["ok", "activatedTitle", "usedLead"],
  expired: ["warn", "expiredTitle", "expiredLead"],
  invalid: ["warn", "damagedTitle", "damagedLead"],
  missing: ["mail", "missingTitle", "missingLead"],
} as const;

type DeadEndProps = {
  readonly texts: LinkTexts;
  readonly outcome: DeadOutcome;
  readonly period: string;
  /** The way to a new link: a place, or a form. */
  readonly onward?: { readonly href: string; readonly words: string };
  readonly children?: ReactNode;
};

/** A link that does not work any more: what happened, in the words of its kind, and the way on. */
export async function DeadEnd({ texts, outcome, period, onward, children }: DeadEndProps) {
  const title = await getTranslations("pages.link");
  const t = await getTranslations(`pages.${texts}`);
  const [sign, titleKey, leadKey] = faces[outcome];
  const link = linkTag(env().LOGIN_URL);
  // A confirmed address needs no new link; an activation key has words of its own for that.
  const isDone = outcome === "already_activated";
  const lead = isDone && texts === "link" ? title.rich("activatedLead", { link }) : t.rich(leadKey, { period, link });
  const next = onward ?? (isDone ? { href: env().LOGIN_URL, words: await loginWords() } : null);
  return (
    <Screen sign={sign} title={title(titleKey)} lead={lead}>
      {next === null ? null : (
        <Actions>
          <ButtonLink href={next.href}>{next.words}</ButtonLink>
        </Actions>
      )}
      {children}
    </Screen>
  );
}

async function loginWords(): Promise<string> {
  const t = await getTranslations("pages.login");
  return t("submit");
}
