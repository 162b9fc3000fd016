import { cancelEmailChange } from "#lib/accounts/cancel-email-change.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { cancelEmailChangeBody } from "#lib/schemas/email-change.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "session",
    limits: [],
    body: cancelEmailChangeBody,
    run: (_input, by) => cancelEmailChange(by),
    answer: () => ({ status: 200, body: { detail: "Email change cancelled" } }),
    pages: { form: "/account/email", done: "/account/email" },
  }),
});
