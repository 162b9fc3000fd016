import { chooseLanguage } from "#lib/accounts/choose-language.ts";
import { localeCookie } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { ownPage } from "#lib/http/next-path.ts";
import { route } from "#lib/http/route.ts";
import { locales } from "#lib/i18n/locales.ts";
import { languageBody } from "#lib/schemas/language.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "known",
    limits: [],
    body: languageBody(locales),
    keyed: (_input, principal) => (principal === null ? [] : [{ limit: "PROFILE_USER", of: principal.userId }]),
    run: chooseLanguage,
    answer: (language) => ({ status: 200, body: { language }, cookies: [localeCookie(language)] }),
    pages: { form: ownPage, done: (_language, fields) => ownPage(fields), isSilent: true },
  }),
});
