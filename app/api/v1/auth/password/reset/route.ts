import { requestPasswordReset } from "#lib/accounts/request-password-reset.ts";
import { env } from "#lib/env.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { ok } from "#lib/result.ts";
import { addressBody } from "#lib/schemas/auth-registration.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: () => env().RESET_PASSWORD_VERIFICATION_ENABLED,
    limits: ["RESET_IP"],
    body: addressBody,
    // This face answers the same for everybody, also where RESET_PASSWORD_FAIL_WHEN_USER_NOT_FOUND lets the other one tell.
    run: async ({ email }, { requester }) => {
      await requestPasswordReset({ login: email }, requester);
      return ok(null);
    },
    answer: () => ({ status: 200, body: { detail: "Password reset e-mail has been sent." } }),
  }),
});
