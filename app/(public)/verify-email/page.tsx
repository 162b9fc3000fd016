import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CleanAddress } from "#app/clean-address.tsx";
import { DeadEnd, type DeadOutcome } from "#app/dead-end.tsx";
import { readLink } from "#app/link-query.ts";
import type { PageQuery } from "#app/page-query.ts";
import { linkPage } from "#app/page-title.ts";
import { periodWords } from "#app/period-words.ts";
import { isDone } from "#components/forms/form.tsx";
import { inspectLink } from "#lib/accounts/inspect-link.ts";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { pagePrincipal } from "#lib/sessions/page-principal.ts";
import { EmailVerified } from "./email-verified.tsx";
import { LiveChange } from "./live-change.tsx";

/** The title of the page; the link stays out of every Referer. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.verifyEmail");
  return linkPage(t("title"));
}

/** Where the link to a new address leads. Opening it changes nothing. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: PageQuery }) {
  const flash = await readFlash();
  const link = await readLink(searchParams);
  const principal = await pagePrincipal();
  if (!link && isDone(flash, "verify-email")) return <EmailVerified isLoggedIn={principal !== null} />;
  if (!link) return <Dead outcome="missing" />;
  const found = await inspectLink("email-change", link);
  const isOwnSession = found.outcome === "live" && principal?.userId === found.userId;
  return (
    <>
      <CleanAddress />
      {found.outcome === "live" ? (
        <LiveChange link={link} maskedEmail={found.maskedEmail} isOwnSession={isOwnSession} flash={flash} />
      ) : (
        <Dead outcome={found.outcome} />
      )}
    </>
  );
}

async function Dead({ outcome }: { outcome: DeadOutcome }) {
  const t = await getTranslations("pages.verifyEmail");
  const period = await periodWords(env().REGISTER_EMAIL_VERIFICATION_PERIOD);
  const onward = { href: "/account/email", words: t("account") };
  return <DeadEnd texts="verifyEmail" outcome={outcome} period={period} onward={onward} />;
}
