import { socialRegistrationBody } from "#lib/accounts/social-registration-body.ts";
import { socialTokens } from "#lib/accounts/social-tokens.ts";
import { socialWords } from "#lib/http/auth-face.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { tokenLoginBody, tokenLoginCookies } from "#lib/http/token-answers.ts";
import { findProvider } from "#lib/providers/provider.ts";
import { refuse } from "#lib/result.ts";
import { socialTokenBody } from "#lib/schemas/social.ts";

const named = (path: readonly string[]) => findProvider(path.at(-1) ?? "");

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: (path) => named(path) !== null,
    limits: ["LOGIN_IP", "LOGIN_IP_DAY"],
    body: socialTokenBody,
    run: async (input, { requester, path }) => {
      const provider = named(path);
      const registrationBody = socialRegistrationBody({ findsUsername: true });
      return provider ? socialTokens(input, { provider, requester, registrationBody }) : refuse("not_found");
    },
    answer: (grant) => ({ status: 200, body: tokenLoginBody(grant), cookies: tokenLoginCookies(grant) }),
    reword: socialWords,
  }),
});
