import { endSession } from "#lib/accounts/end-session.ts";
import { env } from "#lib/env.ts";
import { endedLoginCookies } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { noBody } from "#lib/schemas/no-body.ts";

const end = route({
  access: "session",
  limits: [],
  body: noBody,
  run: (_input, { principal, requester, path }) => endSession(path.at(-1) ?? "", { principal, requester }),
  answer: ({ isOwn }) => ({
    status: 200,
    body: { detail: "Session ended" },
    cookies: isOwn ? endedLoginCookies() : [],
  }),
  pages: { form: "/account/sessions", done: ({ isOwn }) => (isOwn ? env().LOGIN_URL : "/account/sessions") },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  DELETE: end,
  // A form without script knows no DELETE.
  POST: end,
});
