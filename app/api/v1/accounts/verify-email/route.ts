import { confirmEmailChange } from "#lib/accounts/confirm-email-change.ts";
import { env } from "#lib/env.ts";
import { renewedSessionCookie } from "#lib/http/account-cookies.ts";
import { countedLink } from "#lib/http/confirm-bucket.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { linkPage } from "#lib/http/link-page.ts";
import { route } from "#lib/http/route.ts";
import { verifyEmailBody } from "#lib/schemas/email-change.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "known",
    isOpen: () => env().REGISTER_EMAIL_VERIFICATION_ENABLED,
    limits: ["CONFIRM_IP"],
    body: verifyEmailBody,
    counted: countedLink("email"),
    run: (input, by) => confirmEmailChange(input, by),
    answer: ({ sessionToken }) => ({
      status: 200,
      body: { detail: "Email verified successfully" },
      cookies: renewedSessionCookie(sessionToken),
    }),
    pages: linkPage("/verify-email", {
      link: ["user_id", "email", "timestamp", "signature"],
      outcome: () => ({ success: env().VERIFY_EMAIL_SUCCESS_URL, failure: env().VERIFY_EMAIL_FAILURE_URL }),
    }),
  }),
});
