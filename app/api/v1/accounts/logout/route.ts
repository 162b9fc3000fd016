import { logout } from "#lib/accounts/logout.ts";
import { env } from "#lib/env.ts";
import { endedLoginCookies, loggedOutHeaders } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { logoutBody } from "#lib/schemas/login.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "session",
    limits: [],
    body: logoutBody,
    run: logout,
    answer: () => ({
      status: 200,
      body: { detail: "Logout successful" },
      cookies: endedLoginCookies(),
      headers: loggedOutHeaders,
    }),
    pages: { form: "/login", done: () => env().LOGOUT_REDIRECT_URL },
  }),
});
