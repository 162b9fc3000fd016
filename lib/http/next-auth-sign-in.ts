import { setCookie } from "#lib/cookies.ts";
import { reserve } from "#lib/limits/reserve.ts";
import { findProvider } from "#lib/providers/provider.ts";
import { failureOf, jsonAnswer } from "./answer.ts";
import { refusedAnswer } from "./endpoint.ts";
import { nextAuthRequest } from "./next-auth-request.ts";
import { localeOfRequest } from "./request-locale.ts";
import { requesterOf } from "./requester.ts";
import { keptNext } from "./social-cookie.ts";
import { depart } from "./social-departure.ts";
import { isSocialLoginOpen } from "./social-open.ts";

/**
 * `signIn(provider)` of next-auth's own client: a POST with its CSRF token begins a login (docs/security.md row 71). The same
 * handshake as by `social-login/`, answered as that client expects.
 */
export async function nextAuthSignIn(request: Request, provider: string): Promise<Response> {
  if (!isSocialLoginOpen() || findProvider(provider) === null) return refusedAnswer(request, "not_found");
  const limited = await reserve([{ limit: "SOCIAL_IP", of: requesterOf(request).address }]);
  if (!limited.ok) return refusedAnswer(request, "throttled", { seconds: limited.retryAfterSeconds });
  const { csrf, next, isScript } = await nextAuthRequest(request);
  const departed = await depart(provider, { for: "login", next: keptNext(next) }, { csrf });
  if (!departed.ok) {
    const { status, body: detail, headers } = failureOf(departed.refusals, localeOfRequest(request));
    return jsonAnswer(status, detail, headers);
  }
  const { authorizationUrl, cookies } = departed.value;
  const response = isScript
    ? jsonAnswer(200, { url: authorizationUrl })
    : new Response(null, { status: 302, headers: { location: authorizationUrl, "cache-control": "no-store" } });
  for (const cookie of cookies) response.headers.append("set-cookie", setCookie(cookie));
  return response;
}
