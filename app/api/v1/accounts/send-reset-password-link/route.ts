import { requestPasswordReset } from "#lib/accounts/request-password-reset.ts";
import { env } from "#lib/env.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { sendResetPasswordLinkBody } from "#lib/schemas/password.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: () => env().RESET_PASSWORD_VERIFICATION_ENABLED,
    limits: ["RESET_IP"],
    body: () => sendResetPasswordLinkBody({ useEmail: env().SEND_RESET_PASSWORD_LINK_SERIALIZER_USE_EMAIL }),
    run: (input, { requester }) => requestPasswordReset(input, requester),
    answer: () => ({ status: 200, body: { detail: sentWords() } }),
    pages: { form: "/forgot-password", done: "/forgot-password", keep: ["login", "email"] },
  }),
});

function sentWords(): string {
  return env().RESET_PASSWORD_FAIL_WHEN_USER_NOT_FOUND
    ? "Reset link sent"
    : "Reset link sent if the user exists in database";
}
