import { connectionsOf } from "#lib/accounts/connections.ts";
import { connectionView } from "#lib/http/connection-view.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { depart, departureAnswer, departurePage } from "#lib/http/social-departure.ts";
import { isSocialLoginOpen } from "#lib/http/social-open.ts";
import { ok } from "#lib/result.ts";
import { noBody } from "#lib/schemas/no-body.ts";
import { connectBody } from "#lib/schemas/social.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    access: "session",
    limits: [],
    body: noBody,
    run: async (_input, { principal }) => ok(await connectionsOf(principal)),
    answer: (connections) => ({ status: 200, body: { connections: connections.map(connectionView) } }),
  }),
  POST: route({
    access: "fresh",
    isOpen: isSocialLoginOpen,
    limits: ["SOCIAL_IP"],
    body: connectBody,
    run: ({ provider }, { principal: { userId, sessionId } }) =>
      depart(provider, { for: "connect", userId, sessionId }),
    answer: departureAnswer,
    pages: { form: "/account/connections", done: departurePage },
  }),
});
