import { logout } from "#lib/accounts/logout.ts";
import { env } from "#lib/env.ts";
import { endedLoginCookies } from "#lib/http/account-cookies.ts";
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
      // Only the cache: a neighbour application may share the origin's storage (docs/security.md row 52).
      headers: { "clear-site-data": '"cache"' },
    }),
    pages: { form: "/login", done: () => env().LOGOUT_REDIRECT_URL },
  }),
});
