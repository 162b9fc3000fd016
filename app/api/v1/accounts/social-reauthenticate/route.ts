import { provingServices } from "#lib/accounts/connections.ts";
import { nowSeconds } from "#lib/clock.ts";
import { endpoint } from "#lib/http/endpoint.ts";
import { returnPage } from "#lib/http/return-page.ts";
import { route } from "#lib/http/route.ts";
import { depart, departureAnswer, departurePage } from "#lib/http/social-departure.ts";
import { isSocialLoginOpen } from "#lib/http/social-open.ts";
import { refuse } from "#lib/result.ts";
import { socialReauthenticateBody } from "#lib/schemas/social.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    access: "session",
    isOpen: isSocialLoginOpen,
    limits: ["SOCIAL_IP"],
    body: socialReauthenticateBody,
    run: async (input, { principal }) => {
      const services = await provingServices(principal);
      if (!services.some(({ id }) => id === input.provider)) return refuse("reauthentication_required");
      const { userId, sessionId } = principal;
      const deed = { for: "confirm", userId, sessionId, page: returnPage(input), askedAt: nowSeconds() } as const;
      return depart(input.provider, deed);
    },
    answer: departureAnswer,
    pages: { form: returnPage, done: departurePage },
  }),
});
