import { reauthenticate } from "#lib/accounts/reauthenticate.ts";
import { renewedSessionCookie } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { returnPage } from "#lib/http/return-page.ts";
import { route } from "#lib/http/route.ts";
import { reauthenticateBody } from "#lib/schemas/login.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "session",
    limits: [],
    body: reauthenticateBody,
    run: reauthenticate,
    answer: ({ sessionToken }) => ({
      status: 200,
      body: { detail: "Password confirmed" },
      cookies: renewedSessionCookie(sessionToken),
    }),
    pages: { form: returnPage, done: (_value, fields) => returnPage(fields) },
  }),
});
