import { registrationStatus } from "#lib/accounts/registration-status.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { noBody } from "#lib/schemas/no-body.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    access: "anyone",
    limits: ["STATUS_IP"],
    body: noBody,
    run: (_input, { requester }) => registrationStatus(requester),
    answer: (status) => ({ status: 200, body: status }),
  }),
});
