import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Actions, Screen } from "#components/frame/screen.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { env } from "#lib/env.ts";
import { pageHandshake } from "#lib/http/page-social.ts";
import { labelOf } from "#lib/providers/provider.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.social");
  return { title: t("leavingTitle", { service: await serviceName() }) };
}

/**
 * Leads on to the service. A form may only lead to our own pages (`form-action`), and where a service sends people on is not
 * ours to list, so they leave from here: by themselves, with and without script.
 */
export default async function ContinuePage() {
  const handshake = await pageHandshake();
  if (!handshake) redirect(env().LOGIN_URL);
  const t = await getTranslations("pages.social");
  const service = labelOf(handshake.provider);
  return (
    <Screen title={t("leavingTitle", { service })} lead={t("leavingLead", { service })}>
      <meta httpEquiv="refresh" content={`0;url=${handshake.url}`} />
      <Actions>
        <ButtonLink href={handshake.url}>{t("leave", { service })}</ButtonLink>
      </Actions>
    </Screen>
  );
}

async function serviceName(): Promise<string> {
  const handshake = await pageHandshake();
  return handshake ? labelOf(handshake.provider) : "";
}
