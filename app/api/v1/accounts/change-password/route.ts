import { changePassword } from "#lib/accounts/change-password.ts";
import { env } from "#lib/env.ts";
import { endedLoginCookies, renewedSessionCookie } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { changePasswordBody } from "#lib/schemas/password.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "session",
    limits: [],
    body: (_requester, { hasPassword }) =>
      changePasswordBody({
        passwordConfirm: env().CHANGE_PASSWORD_SERIALIZER_PASSWORD_CONFIRM,
        oldPassword: hasPassword,
      }),
    run: changePassword,
    answer: ({ sessionToken, isLoggedOut }) => ({
      status: 200,
      body: { detail: "Password changed successfully" },
      cookies: isLoggedOut ? endedLoginCookies() : renewedSessionCookie(sessionToken),
    }),
    pages: {
      form: "/account/password",
      done: ({ isLoggedOut }) => (isLoggedOut ? env().LOGIN_URL : "/account/password"),
    },
  }),
});
