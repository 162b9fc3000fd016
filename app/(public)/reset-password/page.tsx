import type { Metadata } from "next";
import { notFound } from "next/navigation";
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
import { LiveReset } from "./live-reset.tsx";
import { ResetDone } from "./reset-done.tsx";

/** The title of the page; the link stays out of every Referer. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.reset");
  return linkPage(t("title"));
}

/** Where the link for a forgotten password leads. Opening it changes nothing. */
export default async function ResetPasswordPage({ searchParams }: { searchParams: PageQuery }) {
  if (!env().RESET_PASSWORD_VERIFICATION_ENABLED) notFound();
  const flash = await readFlash();
  const link = await readLink(searchParams);
  if (!link) return isDone(flash, "reset-password") ? <ResetDone /> : <Dead outcome="missing" />;
  const found = await inspectLink("reset-password", link);
  return (
    <>
      <CleanAddress />
      {found.outcome === "live" ? (
        <LiveReset link={link} maskedEmail={found.maskedEmail} flash={flash} />
      ) : (
        <Dead outcome={found.outcome} />
      )}
    </>
  );
}

async function Dead({ outcome }: { outcome: DeadOutcome }) {
  const t = await getTranslations("pages.reset");
  const period = await periodWords(env().RESET_PASSWORD_VERIFICATION_PERIOD);
  const onward = { href: "/forgot-password", words: t("ask") };
  return <DeadEnd texts="reset" outcome={outcome} period={period} onward={onward} />;
}
