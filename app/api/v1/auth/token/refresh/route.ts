import { refreshTokens } from "#lib/accounts/refresh-tokens.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { tokenCookies, tokenRefreshBody } from "#lib/http/token-answers.ts";
import { refreshTokenBody } from "#lib/schemas/auth-token.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    limits: [],
    body: ({ refreshCookie }) => refreshTokenBody(refreshCookie),
    run: (input, { requester }) => refreshTokens(input, requester),
    answer: (pair) => ({ status: 200, body: tokenRefreshBody(pair), cookies: tokenCookies(pair) }),
  }),
});
