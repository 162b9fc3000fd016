import { requestEmailChange } from "#lib/accounts/request-email-change.ts";
import { renewedSessionCookie } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { registerEmailBody } from "#lib/schemas/email-change.ts";
import { settings } from "#lib/settings.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "fresh",
    limits: [],
    body: () => settings.schemas.email(registerEmailBody),
    keyed: (_input, { userId: of }) => [
      { limit: "EMAIL_CHANGE_USER", of },
      { limit: "EMAIL_CHANGE_USER_DAY", of },
    ],
    run: (input, by) => requestEmailChange(input, by),
    answer: ({ sessionToken }) => ({
      status: 200,
      body: { detail: "Register email link email sent" },
      cookies: renewedSessionCookie(sessionToken),
    }),
    pages: { form: "/account/email", done: "/account/email", keep: ["email"] },
  }),
});
