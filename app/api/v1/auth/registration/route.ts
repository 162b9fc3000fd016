import { type RegisteredForTokens, registerForTokens } from "#lib/accounts/register.ts";
import { authRegistrationBody } from "#lib/accounts/registration-body.ts";
import { env } from "#lib/env.ts";
import { registrantCookie } from "#lib/http/account-cookies.ts";
import type { Answer } from "#lib/http/answer.ts";
import { registrationWords } from "#lib/http/auth-face.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { route } from "#lib/http/route.ts";
import { tokenLoginBody, tokenLoginCookies } from "#lib/http/token-answers.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: () => env().REGISTRATION_OPEN,
    limits: ["REGISTER_IP", "REGISTER_IP_DAY"],
    body: authRegistrationBody,
    hashes: true,
    run: (input, { requester }) => registerForTokens(input, requester),
    answer,
    reword: registrationWords,
  }),
});

function answer({ registered, grant }: RegisteredForTokens): Answer {
  const cookies = registrantCookie(registered.registrantSecret);
  if (!grant) return { status: 201, body: { detail: "Verification e-mail sent." }, cookies };
  return { status: 201, body: tokenLoginBody(grant), cookies: [...cookies, ...tokenLoginCookies(grant)] };
}
