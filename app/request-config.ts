import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isUnavailable } from "#lib/accounts/unavailable.ts";
import { wireName } from "#lib/cookies.ts";
import { catalogue } from "#lib/i18n/catalogue.ts";
import { findLocale, type Locale } from "#lib/i18n/locales.ts";
import { negotiateLocale } from "#lib/i18n/negotiate.ts";
import { pagePrincipal } from "#lib/sessions/page-principal.ts";

/**
 * What next-intl gives every page of this request. Its language is the one chosen in this browser, else that of the account
 * that is logged in, else what the browser asks for. Times are told in UTC, the only zone the server knows.
 */
export default getRequestConfig(async () => {
  const locale = await chosenLocale();
  return { locale, messages: catalogue(locale), timeZone: "UTC" };
});

async function chosenLocale(): Promise<Locale> {
  const chosen = findLocale((await cookies()).get(wireName("locale"))?.value);
  return chosen ?? findLocale(await accountLanguage()) ?? negotiateLocale((await headers()).get("accept-language"));
}

/** A page that could do without the database is not to fail for its language. */
async function accountLanguage(): Promise<string | null> {
  try {
    return (await pagePrincipal())?.locale ?? null;
  } catch (error) {
    if (isUnavailable(error)) return null;
    throw error;
  }
}
