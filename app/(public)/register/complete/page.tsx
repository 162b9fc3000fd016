import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readRegistration } from "#lib/accounts/read-registration.ts";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { pageRegistrantHash } from "#lib/http/page-registrant.ts";
import { Confirmed } from "./confirmed.tsx";
import { Ready } from "./ready.tsx";
import { Unknown } from "./unknown.tsx";
import { Waiting } from "./waiting.tsx";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.inbox");
  return { title: t("title") };
}

/** What happens after sign-up: the state of the mail to the address that this browser registered. */
export default async function RegisterCompletePage() {
  const registration = await readRegistration(await pageRegistrantHash());
  const flash = await readFlash();
  if (!registration) return <Unknown flash={flash} />;
  if (registration.state === "confirmed") return <Confirmed loginUrl={env().LOGIN_URL} />;
  if (registration.state === "ready") return <Ready mailedTo={registration.mailedTo} loginUrl={env().LOGIN_URL} />;
  return <Waiting registration={registration} flash={flash} />;
}
