import { resendVerification } from "#lib/accounts/resend-verification.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { addressBody } from "#lib/schemas/auth-registration.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    limits: ["RESEND_IP"],
    body: addressBody,
    run: (input, { requester }) => resendVerification(input, requester),
    answer: () => ({ status: 200, body: { detail: "ok" } }),
  }),
});
