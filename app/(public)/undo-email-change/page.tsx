import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CleanAddress } from "#app/clean-address.tsx";
import { type LinkParts, readLink } from "#app/link-query.ts";
import type { PageQuery } from "#app/page-query.ts";
import { linkPage } from "#app/page-title.ts";
import { UndoForm } from "#components/forms/email-link-forms.tsx";
import { isDone } from "#components/forms/form.tsx";
import type { FormFlash } from "#components/forms/outcome.ts";
import { Problem } from "#components/forms/problem.tsx";
import { Stage } from "#components/forms/stage.tsx";
import { Onward, Screen } from "#components/frame/screen.tsx";
import { linkTag } from "#components/ui/link-tag.tsx";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { settings } from "#lib/settings.ts";

/** The title of the page; the link stays out of every Referer. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.undo");
  return linkPage(t("title"));
}

/**
 * Where the old mailbox takes a change of address back. The page looks at nothing: whether the link is good is told only to
 * somebody who types the old address in full, so it shows no address itself (docs/security.md row 24).
 */
export default async function UndoEmailChangePage({ searchParams }: { searchParams: PageQuery }) {
  const flash = await readFlash();
  const link = await readLink(searchParams);
  if (!link) return <WithoutLink isUndone={isDone(flash, "undo-email-change")} />;
  return (
    <>
      <CleanAddress />
      <Undo link={link} flash={flash} />
    </>
  );
}

async function Undo({ link, flash }: { link: LinkParts; flash: FormFlash | null }) {
  const t = await getTranslations("pages.undo");
  const { RESET_PASSWORD_VERIFICATION_ENABLED: hasReset } = env();
  const { email: _typed, ...signed } = link;
  const notYours = t("notYours", { product: settings.siteName });
  const problems = {
    invalid_key: <Problem title={t("wrong")}>{t("wrongLead")}</Problem>,
    link_used: (
      <Problem title={t("used")}>
        {hasReset ? t("usedLead") : t("doneLeadNoReset", { product: settings.siteName })}
      </Problem>
    ),
    expired: <Problem title={t("expired")}>{notYours}</Problem>,
    email_already_registered: <Problem title={t("taken")}>{notYours}</Problem>,
  };
  return (
    <Stage done={<Undone />}>
      <Screen title={t("title")} lead={hasReset ? t("lead") : t("leadNoReset", { product: settings.siteName })}>
        <UndoForm link={signed} flash={flash} problems={problems} />
      </Screen>
    </Stage>
  );
}

async function WithoutLink({ isUndone }: { isUndone: boolean }) {
  const t = await getTranslations("pages.undo");
  return isUndone ? <Undone /> : <Screen sign="warn" title={t("damagedTitle")} lead={t("damagedLead")} />;
}

async function Undone() {
  const t = await getTranslations("pages.undo");
  const { RESET_PASSWORD_VERIFICATION_ENABLED: hasReset } = env();
  if (!hasReset)
    return <Screen sign="ok" title={t("doneTitle")} lead={t("doneLeadNoReset", { product: settings.siteName })} />;
  return (
    <Screen sign="ok" title={t("doneTitle")} lead={t("doneLead")}>
      <Onward>
        <p>{t.rich("nothingThere", { link: linkTag("/forgot-password") })}</p>
      </Onward>
    </Screen>
  );
}
