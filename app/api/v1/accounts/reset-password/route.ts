import { resetPassword } from "#lib/accounts/reset-password.ts";
import { env } from "#lib/env.ts";
import { countedLink } from "#lib/http/confirm-bucket.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { linkPage } from "#lib/http/link-page.ts";
import { route } from "#lib/http/route.ts";
import { resetPasswordBody } from "#lib/schemas/password.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: () => env().RESET_PASSWORD_VERIFICATION_ENABLED,
    limits: ["CONFIRM_IP"],
    body: () => resetPasswordBody({ passwordConfirm: env().RESET_PASSWORD_SERIALIZER_PASSWORD_CONFIRM }),
    counted: countedLink("reset"),
    run: (input, { requester }) => resetPassword(input, requester),
    answer: () => ({ status: 200, body: { detail: "Reset password successful" } }),
    hasEmptyNonFieldErrors: true,
    pages: linkPage("/reset-password", {
      outcome: () => ({ success: env().RESET_PASSWORD_SUCCESS_URL, failure: env().RESET_PASSWORD_FAILURE_URL }),
    }),
  }),
});
