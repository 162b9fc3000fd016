import { logout } from "#lib/accounts/logout.ts";
import { readCookie, setCookie, wireName } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { clientStep } from "#lib/sessions/next-auth.ts";
import type { NextAuthAnswer } from "#lib/sessions/next-auth-call.ts";
import { principalOfCookie } from "#lib/sessions/principal.ts";
import { endedLoginCookies, loggedOutHeaders } from "./account-cookies.ts";
import { jsonAnswer } from "./answer.ts";
import { refusedAnswer } from "./endpoint.ts";
import { csrfCookie, nextAuthRequest } from "./next-auth-request.ts";
import { nextPath } from "./next-path.ts";
import { requesterOf } from "./requester.ts";

/**
 * What next-auth's own client reads: `session` says who is logged in, `csrf` gives its token, `providers` the list. Only
 * the two cookies it needs reach next-auth, and no query: it answers 500 to addresses in them that are none.
 */
export async function nextAuthRead(request: Request, action: "session" | "csrf" | "providers"): Promise<Response> {
  const answer = await clientStep({ method: "GET", action, cookies: ownCookies(request) }, nextPath);
  return withCookies(jsonAnswer(200, answer.body ?? {}), answer);
}

/**
 * `signOut()` of that client: a POST with its CSRF token ends the session of the cookie as `logout/` does, and leads to a place of
 * ours. next-auth only judges the token: it would drop the cookie even where the session could not be ended.
 */
export async function nextAuthSignOut(request: Request): Promise<Response> {
  const { csrf, next, isScript } = await nextAuthRequest(request);
  const body = { csrfToken: csrf.token };
  const answer = await clientStep({ method: "POST", action: "signout", body, cookies: csrfCookies(request) }, nextPath);
  // Where it would show a page of its own that asks once more.
  if (URL.parse(answer.location)?.searchParams.has("csrf")) return refusedAnswer(request, "csrf_failed");
  const principal = await principalOfCookie(sessionCookie(request));
  if (principal) await logout({}, { principal, requester: requesterOf(request) });
  const location = env().APP_URL + (next ?? "/");
  const leading = isScript
    ? jsonAnswer(200, { url: location }, loggedOutHeaders)
    : new Response(null, { status: 302, headers: { location, "cache-control": "no-store", ...loggedOutHeaders } });
  for (const cookie of endedLoginCookies()) leading.headers.append("set-cookie", setCookie(cookie));
  return leading;
}

function ownCookies(request: Request): Readonly<Record<string, string>> {
  return { ...csrfCookies(request), [wireName("session")]: sessionCookie(request) ?? "" };
}

function csrfCookies(request: Request): Readonly<Record<string, string>> {
  return { [wireName("next-auth.csrf-token")]: csrfCookie(request) };
}

function sessionCookie(request: Request): string | null {
  return readCookie(request.headers.get("cookie"), "session");
}

/** Where to go next is in the request that asks, so next-auth's cookie for it is not kept. */
function withCookies(response: Response, { setCookies }: NextAuthAnswer): Response {
  const unwanted = `${wireName("next-auth.callback-url")}=`;
  for (const cookie of setCookies) if (!cookie.startsWith(unwanted)) response.headers.append("set-cookie", cookie);
  return response;
}
