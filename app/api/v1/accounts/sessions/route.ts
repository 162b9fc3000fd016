import { endOtherSessions } from "#lib/accounts/end-other-sessions.ts";
import { listSessions } from "#lib/accounts/list-sessions.ts";
import { renewedSessionCookie } from "#lib/http/account-cookies.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { sessionView } from "#lib/http/session-view.ts";
import { ok } from "#lib/result.ts";
import { noBody } from "#lib/schemas/no-body.ts";

const endOthers = route({
  access: "fresh",
  limits: [],
  body: noBody,
  run: (_input, by) => endOtherSessions(by),
  answer: ({ sessionToken }) => ({
    status: 200,
    body: { detail: "All other sessions ended" },
    cookies: renewedSessionCookie(sessionToken),
  }),
  pages: { form: "/account/sessions", done: "/account/sessions" },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    access: "session",
    limits: [],
    body: noBody,
    run: async (_input, { principal }) => ok(await listSessions(principal)),
    answer: (sessions) => ({ status: 200, body: { sessions: sessions.map(sessionView) } }),
  }),
  DELETE: endOthers,
  // A form without script knows no DELETE.
  POST: endOthers,
});
