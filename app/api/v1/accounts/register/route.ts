import { register } from "#lib/accounts/register.ts";
import { registrationBody } from "#lib/accounts/registration-body.ts";
import { env } from "#lib/env.ts";
import { registrantCookie } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { settings } from "#lib/settings.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: () => env().REGISTRATION_OPEN,
    limits: ["REGISTER_IP", "REGISTER_IP_DAY"],
    body: registrationBody,
    hashes: true,
    run: (input, { requester }) => register(input, requester),
    answer: ({ user, registrantSecret }) => ({ status: 201, body: user, cookies: registrantCookie(registrantSecret) }),
    hasEmptyNonFieldErrors: true,
    pages: {
      form: "/register",
      done: "/register/complete",
      keep: ["username", "email", "first_name", "last_name", "tos", ...Object.keys(settings.customUserFields)],
    },
  }),
});
