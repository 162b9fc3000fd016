import { unlinkIdentity } from "#lib/accounts/unlink-identity.ts";
import { renewedSessionCookie } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { noBody } from "#lib/schemas/no-body.ts";

const disconnect = route({
  access: "fresh",
  limits: [],
  body: noBody,
  run: (_input, { principal, requester, path }) => unlinkIdentity(path.at(-1) ?? "", { principal, requester }),
  answer: ({ sessionToken }) => ({
    status: 200,
    body: { detail: "Disconnected" },
    cookies: renewedSessionCookie(sessionToken),
  }),
  pages: { form: "/account/connections", done: "/account/connections" },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  DELETE: disconnect,
  // A form without script knows no DELETE.
  POST: disconnect,
});
