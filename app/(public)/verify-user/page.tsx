import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CleanAddress } from "#app/clean-address.tsx";
import { readLink } from "#app/link-query.ts";
import type { PageQuery } from "#app/page-query.ts";
import { linkPage } from "#app/page-title.ts";
import { isDone } from "#components/forms/form.tsx";
import { inspectLink } from "#lib/accounts/inspect-link.ts";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { pageRegistrantHash } from "#lib/http/page-registrant.ts";
import { pagePrincipal } from "#lib/sessions/page-principal.ts";
import { DeadLink } from "./dead-link.tsx";
import { signedLinkFace } from "./link-face.ts";
import { OpenedLink } from "./opened-link.tsx";
import { Verified } from "./verified.tsx";

/** The title of the page; the link stays out of every Referer. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.verify");
  return linkPage(t("autoTitle"));
}

/** Where the link of the first mail leads. Opening it changes nothing; it shows what the link is worth and what to do. */
export default async function VerifyUserPage({ searchParams }: { searchParams: PageQuery }) {
  if (env().ACCOUNT_EMAIL_VERIFICATION === "none") notFound();
  const flash = await readFlash();
  const link = await readLink(searchParams);
  if (!link && isDone(flash, "verify-registration")) return <Verified isLoggedIn={(await pagePrincipal()) !== null} />;
  if (!link) return <DeadLink face={signedLinkFace} outcome="missing" flash={flash} />;
  const found = await inspectLink("register", link, await pageRegistrantHash());
  return (
    <>
      <CleanAddress />
      <OpenedLink face={signedLinkFace} link={link} found={found} flash={flash} />
    </>
  );
}
