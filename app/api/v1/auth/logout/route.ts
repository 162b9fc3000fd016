import { logOutTokens } from "#lib/accounts/log-out-tokens.ts";
import { endedLoginCookies, loggedOutHeaders } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { authLogoutBody } from "#lib/schemas/auth-token.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "known",
    limits: [],
    body: ({ refreshCookie }) => authLogoutBody(refreshCookie),
    run: logOutTokens,
    answer: () => ({
      status: 200,
      body: { detail: "Successfully logged out." },
      cookies: endedLoginCookies(),
      headers: loggedOutHeaders,
    }),
  }),
});
