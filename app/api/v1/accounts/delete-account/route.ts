import { deleteAccount } from "#lib/accounts/delete-account.ts";
import { endedLoginCookies, loggedOutHeaders } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { deleteAccountBody } from "#lib/schemas/account.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "fresh",
    limits: [],
    body: deleteAccountBody,
    run: deleteAccount,
    answer: () => ({
      status: 200,
      body: { detail: "Account deleted" },
      cookies: [...endedLoginCookies(), { name: "device", value: "", maxAgeSeconds: 0 }],
      headers: loggedOutHeaders,
    }),
    pages: { form: "/account/delete", done: "/login" },
  }),
});
