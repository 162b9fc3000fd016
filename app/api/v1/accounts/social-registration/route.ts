import { registerSocial } from "#lib/accounts/register-social.ts";
import { socialRegistrationBody } from "#lib/accounts/social-registration-body.ts";
import { loginBodyOf, loginCookies } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { afterLogin } from "#lib/http/login-page.ts";
import { route } from "#lib/http/route.ts";
import { endedSocialCookie } from "#lib/http/social-cookie.ts";
import { isSocialLoginOpen } from "#lib/http/social-open.ts";
import { settings } from "#lib/settings.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: isSocialLoginOpen,
    limits: ["REGISTER_IP", "REGISTER_IP_DAY"],
    body: () => socialRegistrationBody(),
    run: (input, { requester }) => registerSocial(input, requester),
    answer: (grant) => ({
      status: 201,
      body: loginBodyOf("Registration successful", grant),
      cookies: [...loginCookies(grant), endedSocialCookie],
    }),
    pages: {
      form: "/register/social",
      done: (_grant, fields) => afterLogin(fields),
      keep: ["username", "first_name", "last_name", "tos", ...Object.keys(settings.customUserFields)],
    },
  }),
});
