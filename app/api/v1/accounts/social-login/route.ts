import { endpoint } from "#lib/http/endpoint.ts";
import { loginPage } from "#lib/http/login-page.ts";
import { nextPath } from "#lib/http/next-path.ts";
import { route } from "#lib/http/route.ts";
import { keptNext } from "#lib/http/social-cookie.ts";
import { depart, departureAnswer, departurePage } from "#lib/http/social-departure.ts";
import { isSocialLoginOpen } from "#lib/http/social-open.ts";
import { socialLoginBody } from "#lib/schemas/social.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "anyone",
    isOpen: isSocialLoginOpen,
    limits: ["SOCIAL_IP"],
    body: socialLoginBody,
    run: ({ provider, next }) => depart(provider, { for: "login", next: keptNext(nextPath(next ?? null)) }),
    answer: departureAnswer,
    pages: { form: loginPage, done: departurePage },
  }),
});
