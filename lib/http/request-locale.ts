import { readCookie } from "#lib/cookies.ts";
import { findLocale, type Locale } from "#lib/i18n/locales.ts";
import { negotiateLocale } from "#lib/i18n/negotiate.ts";
import { prefersPage } from "./origin.ts";

/**
 * The language of the answer to a request, and of an account it makes: `Accept-Language`; for a form of a page without script
 * the language chosen for pages comes first, as it does for the page that shows the outcome. Our own scripts send the
 * page's language in the header.
 */
export function localeOfRequest(request: Request): Locale {
  const chosen = prefersPage(request) ? findLocale(readCookie(request.headers.get("cookie"), "locale")) : null;
  return chosen ?? negotiateLocale(request.headers.get("accept-language"));
}
