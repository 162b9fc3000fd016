import { undoEmailChange } from "#lib/accounts/undo-email-change.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { linkPage } from "#lib/http/link-page.ts";
import { route } from "#lib/http/route.ts";
import { undoEmailChangeBody } from "#lib/schemas/email-change.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    limits: ["CONFIRM_IP"],
    body: undoEmailChangeBody,
    keyed: ({ user_id: of }) => [{ limit: "CONFIRM_USER", of: `undo ${of}` }],
    run: (input, { requester }) => undoEmailChange(input, requester),
    answer: () => ({ status: 200, body: { detail: "Email change undone" } }),
    pages: linkPage("/undo-email-change"),
  }),
});
