import { correctRegistration } from "#lib/accounts/correct-registration.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { correctRegistrationBody } from "#lib/schemas/registration.ts";
import { settings } from "#lib/settings.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    limits: ["REGISTER_IP", "REGISTER_IP_DAY"],
    body: () => settings.schemas.email(correctRegistrationBody),
    run: (input, { requester }) => correctRegistration(input, requester),
    answer: ({ email }) => ({ status: 200, body: { detail: "Verification email sent", email } }),
    pages: { form: "/register/complete", done: "/register/complete", keep: ["email"] },
  }),
});
