import { verifyRegistration } from "#lib/accounts/verify-registration.ts";
import { env } from "#lib/env.ts";
import { loginBodyOf, loginCookies } from "#lib/http/account-cookies.ts";
import { countedLink } from "#lib/http/confirm-bucket.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { linkPage } from "#lib/http/link-page.ts";
import { route } from "#lib/http/route.ts";
import { verifyRegistrationBody } from "#lib/schemas/registration.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: () => env().ACCOUNT_EMAIL_VERIFICATION !== "none",
    limits: ["CONFIRM_IP"],
    body: verifyRegistrationBody,
    counted: countedLink("register"),
    run: (input, { requester }) => verifyRegistration(input, requester),
    answer: ({ grant }) => ({
      status: 200,
      body: loginBodyOf("User verified successfully", grant),
      cookies: loginCookies(grant),
    }),
    pages: linkPage("/verify-user", {
      outcome: () => ({
        success: env().VERIFY_REGISTRATION_SUCCESS_URL,
        failure: env().VERIFY_REGISTRATION_FAILURE_URL,
      }),
    }),
  }),
});
