import { authResetBody } from "#lib/accounts/auth-reset-body.ts";
import { resetPassword } from "#lib/accounts/reset-password.ts";
import { env } from "#lib/env.ts";
import { resetPasswordWords } from "#lib/http/auth-face.ts";
import { countedLink } from "#lib/http/confirm-bucket.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: () => env().RESET_PASSWORD_VERIFICATION_ENABLED,
    limits: ["CONFIRM_IP"],
    body: authResetBody,
    counted: countedLink("reset", "uid"),
    run: (input, { requester }) => resetPassword(input, requester),
    answer: () => ({ status: 200, body: { detail: "Password has been reset with the new password." } }),
    reword: resetPasswordWords,
  }),
});
