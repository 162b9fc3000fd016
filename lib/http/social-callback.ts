import { confirmByProvider } from "#lib/accounts/confirm-by-provider.ts";
import { linkIdentity } from "#lib/accounts/link-identity.ts";
import { socialAddressLimits } from "#lib/accounts/log-in-by-identity.ts";
import { socialLogin } from "#lib/accounts/social-login.ts";
import type { CookieOrder } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { spendOnce } from "#lib/limits/once.ts";
import { reserve } from "#lib/limits/reserve.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import { findProvider, labelOf, type Provider } from "#lib/providers/provider.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { endedHandshakeCookies, finishHandshake } from "#lib/sessions/handshake.ts";
import { handshakeSeconds } from "#lib/sessions/next-auth.ts";
import { type Principal, principalOf } from "#lib/sessions/principal.ts";
import { loginCookies, renewedSessionCookie } from "./account-cookies.ts";
import { refusedAnswer } from "./endpoint.ts";
import { type ErrorCode, errorTable } from "./errors.ts";
import { flashSeconds, sealFlash } from "./flash.ts";
import { loginPage } from "./login-page.ts";
import { seeOther } from "./page-answer.ts";
import { requesterOf } from "./requester.ts";
import { throttled } from "./route.ts";
import { type Deed, endedSocialCookie, type HandshakeNote, newcomerCookie, openHandshake } from "./social-cookie.ts";

/**
 * Where a provider sends the browser back to. The answer must belong to the handshake that this browser began with this
 * provider, once and within ten minutes (docs/security.md row 81); what follows is what that handshake was begun for. Whatever
 * goes wrong ends on a page of ours with the way on (docs/security.md row 84); a stranger's answer changes nothing here.
 */
export async function socialCallback(request: Request, providerId: string): Promise<Response> {
  const provider = findProvider(providerId);
  if (!provider) return refusedAnswer(request, "not_found");
  const handshake = openHandshake(request.headers.get("cookie"));
  const state = new URL(request.url).searchParams.get("state");
  if (handshake?.provider !== provider.id || handshake.state !== state) {
    return backTo("/login", refuse("social_expired").refusals, { provider, cookies: [] });
  }
  const arrived = await arrive(request, { provider, handshake });
  const cookies = [...endedHandshakeCookies, endedSocialCookie];
  if (arrived.ok) return seeOther(arrived.value.to, [...cookies, ...arrived.value.cookies]);
  return backTo(pageOf(handshake.deed), arrived.refusals, { provider, cookies });
}

type Arrival = { readonly to: string; readonly cookies: readonly CookieOrder[] };
type At = { readonly provider: Provider; readonly handshake: HandshakeNote };

async function arrive(request: Request, { provider, handshake }: At): Promise<Result<Arrival, ErrorCode>> {
  const query = new URL(request.url).searchParams;
  const isFirst = await spendOnce({ what: "social state", of: handshake.state, seconds: handshakeSeconds });
  if (!isFirst) return refuse("social_expired");
  const error = query.get("error");
  if (error !== null) return refuse(isTheirFault(error) ? "provider_refused" : "social_cancelled");
  if (handshake.deed.for === "login") {
    const of = requesterOf(request).address;
    const reserved = await reserve(socialAddressLimits.map((limit) => ({ limit, of })));
    if (!reserved.ok) return throttled(reserved.retryAfterSeconds);
  }
  const person = await finishHandshake(provider, { query, cookieHeader: request.headers.get("cookie") });
  return person.ok ? follow(request, handshake.deed, person.value) : person;
}

function isTheirFault(error: string): boolean {
  return ["server_error", "temporarily_unavailable", "invalid_request", "unauthorized_client"].includes(error);
}

function follow(request: Request, deed: Deed, person: ProviderPerson): Promise<Result<Arrival, ErrorCode>> {
  switch (deed.for) {
    case "login":
      return logIn(request, deed.next, person);
    case "connect":
      return connect(request, deed, person);
    case "confirm":
      return confirm(request, deed, person);
  }
}

async function logIn(
  request: Request,
  next: string | null,
  person: ProviderPerson,
): Promise<Result<Arrival, ErrorCode>> {
  const result = await socialLogin(person, requesterOf(request));
  if (!result.ok) return result;
  if (result.value === null) return ok({ to: "/register/social", cookies: [newcomerCookie({ person, next })] });
  return ok({ to: next ?? env().LOGIN_REDIRECT_URL, cookies: loginCookies(result.value) });
}

async function connect(
  request: Request,
  deed: Extract<Deed, { for: "connect" }>,
  person: ProviderPerson,
): Promise<Result<Arrival, ErrorCode>> {
  const principal = await askerOf(request, deed);
  if (!principal) return refuse("social_expired");
  const linked = await linkIdentity(person, { principal, requester: requesterOf(request) });
  if (!linked.ok) return linked;
  const flash = { endpoint: "connections", status: 200, refusals: [], values: { service: labelOf(person.provider) } };
  const cookies = [...renewedSessionCookie(linked.value.sessionToken), flashCookie(flash)];
  return ok({ to: "/account/connections", cookies });
}

async function confirm(
  request: Request,
  deed: Extract<Deed, { for: "confirm" }>,
  person: ProviderPerson,
): Promise<Result<Arrival, ErrorCode>> {
  const principal = await askerOf(request, deed);
  if (!principal) return refuse("social_expired");
  const by = { principal, requester: requesterOf(request) };
  const confirmed = await confirmByProvider({ person, askedAt: deed.askedAt }, by);
  if (!confirmed.ok) return confirmed;
  const flash = { endpoint: "reauthenticate", status: 200, refusals: [], values: {} };
  return ok({ to: deed.page, cookies: [...renewedSessionCookie(confirmed.value.sessionToken), flashCookie(flash)] });
}

// The very session that asked: not another one of that account, and nobody who logged in meanwhile.
async function askerOf(
  request: Request,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
): Promise<Principal | null> {
  const principal = await principalOf(request.headers);
  return principal?.userId === userId && principal.sessionId === sessionId ? principal : null;
}

function pageOf(deed: Deed): string {
  if (deed.for === "login") return loginPage({ next: deed.next });
  return deed.for === "connect" ? "/account/connections" : deed.page;
}

type Refusals = Extract<Result<never, ErrorCode>, { readonly ok: false }>["refusals"];
type Back = { readonly provider: Provider; readonly cookies: readonly CookieOrder[] };

function backTo(page: string, refusals: Refusals, { provider, cookies }: Back): Response {
  const { status } = errorTable[refusals[0].code];
  const values = { service: provider.label };
  return seeOther(page, [...cookies, flashCookie({ endpoint: "social-login", status, refusals, values })]);
}

function flashCookie(flash: Parameters<typeof sealFlash>[0]): CookieOrder {
  return { name: "flash", value: sealFlash(flash), maxAgeSeconds: flashSeconds };
}
