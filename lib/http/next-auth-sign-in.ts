import { readCookie, setCookie } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { reserve } from "#lib/limits/reserve.ts";
import { findProvider } from "#lib/providers/provider.ts";
import { failureOf, jsonAnswer } from "./answer.ts";
import { readBody } from "./body.ts";
import { refusedAnswer } from "./endpoint.ts";
import { nextPath } from "./next-path.ts";
import { requesterOf } from "./requester.ts";
import { keptNext } from "./social-cookie.ts";
import { depart } from "./social-departure.ts";
import { isSocialLoginOpen } from "./social-open.ts";

/**
 * `signIn(provider)` of next-auth's own client: a POST with its CSRF token begins a login (security.md row 71). The same
 * handshake as by `social-login/`, answered as that client expects.
 */
export async function nextAuthSignIn(request: Request, provider: string): Promise<Response> {
  if (!isSocialLoginOpen() || findProvider(provider) === null) return refusedAnswer("not_found");
  const limited = await reserve([{ limit: "SOCIAL_IP", of: requesterOf(request).address }]);
  if (!limited.ok) return refusedAnswer("throttled", { seconds: limited.retryAfterSeconds });
  const body = await readBody(request);
  const fields = body.ok ? body.value : {};
  const text = (name: string) => (typeof fields[name] === "string" ? fields[name] : "");
  const csrf = {
    cookie: decoded(readCookie(request.headers.get("cookie"), "next-auth.csrf-token")),
    token: text("csrfToken"),
  };
  const next = keptNext(nextPath(withoutOrigin(text("callbackUrl"))));
  const departed = await depart(provider, { for: "login", next }, { csrf });
  if (!departed.ok) {
    const { status, body: detail, headers } = failureOf(departed.refusals);
    return jsonAnswer(status, detail, headers);
  }
  const { authorizationUrl, cookies } = departed.value;
  const isScript = text("json") === "true";
  const response = isScript
    ? jsonAnswer(200, { url: authorizationUrl })
    : new Response(null, { status: 302, headers: { location: authorizationUrl, "cache-control": "no-store" } });
  for (const cookie of cookies) response.headers.append("set-cookie", setCookie(cookie));
  return response;
}

function withoutOrigin(url: string): string {
  const { APP_URL } = env();
  return url.startsWith(`${APP_URL}/`) ? url.slice(APP_URL.length) : url;
}

function decoded(value: string | null): string {
  try {
    return decodeURIComponent(value ?? "");
  } catch {
    return "";
  }
}
