import { resendVerification } from "#lib/accounts/resend-verification.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { returnPage } from "#lib/http/return-page.ts";
import { route } from "#lib/http/route.ts";
import { resendOwnVerificationBody, resendVerificationBody } from "#lib/schemas/registration.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    limits: ["RESEND_IP"],
    body: ({ registrantHash }) => (registrantHash ? resendOwnVerificationBody : resendVerificationBody),
    run: (input, { requester }) => resendVerification(input, requester),
    answer: () => ({
      status: 200,
      body: { detail: "Verification email sent if the account exists and is not verified" },
    }),
    pages: { form: returnPage, done: (_value, fields) => returnPage(fields), keep: ["email", "login"] },
  }),
});
