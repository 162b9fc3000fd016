import { changePassword } from "#lib/accounts/change-password.ts";
import { env } from "#lib/env.ts";
import { endedLoginCookies, renewedSessionCookie } from "#lib/http/account-cookies.ts";
import { changePasswordWords } from "#lib/http/auth-face.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { authChangePasswordBody } from "#lib/schemas/auth-password.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "session",
    limits: [],
    body: (_requester, { hasPassword }) =>
      authChangePasswordBody({ oldPassword: hasPassword && env().OLD_PASSWORD_FIELD_ENABLED }),
    run: changePassword,
    answer: ({ sessionToken, isLoggedOut }) => ({
      status: 200,
      body: { detail: "New password has been saved." },
      cookies: isLoggedOut ? endedLoginCookies() : renewedSessionCookie(sessionToken),
    }),
    reword: changePasswordWords,
  }),
});
