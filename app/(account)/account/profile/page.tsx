import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readLooks } from "#app/looks.ts";
import { ProfileForm } from "#components/forms/profile-form.tsx";
import { AccountFrame } from "#components/frame/account-frame.tsx";
import { Screen } from "#components/frame/screen.tsx";
import { editableFields } from "#lib/accounts/update-profile.ts";
import { env } from "#lib/env.ts";
import { readFlash } from "#lib/http/page-flash.ts";
import { publicFields } from "#lib/schemas/custom-field.ts";
import { requirePagePrincipal } from "#lib/sessions/page-principal.ts";
import { settings } from "#lib/settings.ts";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("pages.profile");
  return { title: t("title") };
}

/** What a person may change about themselves. */
export default async function ProfilePage() {
  const { username, firstName, lastName, customFields } = await requirePagePrincipal("/account/profile");
  const t = await getTranslations("pages.profile");
  return (
    <AccountFrame looks={await readLooks()} section="profile">
      <Screen title={t("title")}>
        <ProfileForm
          flash={await readFlash()}
          values={{ username: username ?? "", first_name: firstName, last_name: lastName }}
          editable={editableFields()}
          isUsernameRequired={env().ACCOUNT_USERNAME_REQUIRED}
          ownFields={publicFields(settings.customUserFields)}
          ownValues={customFields}
        />
      </Screen>
    </AccountFrame>
  );
}
