import { loginAddressLimits, loginForTokens } from "#lib/accounts/login.ts";
import { loginWords } from "#lib/http/auth-face.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { tokenLoginBody, tokenLoginCookies } from "#lib/http/token-answers.ts";
import { authLoginBody } from "#lib/schemas/auth-login.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    limits: loginAddressLimits,
    body: authLoginBody,
    hashes: true,
    run: (input, { requester }) => loginForTokens(input, requester),
    answer: (grant) => ({ status: 200, body: tokenLoginBody(grant), cookies: tokenLoginCookies(grant) }),
    reword: loginWords,
  }),
});
