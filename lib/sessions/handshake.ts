import { type CookieName, type CookieOrder, readCookie, wireName } from "#lib/cookies.ts";
import { env } from "#lib/env.ts";
import { asked, identify, type ProviderCode, providerSignal } from "#lib/providers/identify.ts";
import { metadataOf } from "#lib/providers/metadata.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import type { Provider } from "#lib/providers/provider.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { newSecret } from "#lib/secrets.ts";
import { type HandshakeProvider, handshakeSeconds, handshakeStep, mintCsrf } from "./next-auth.ts";

/** A handshake that has begun: where the browser goes, its state, and the cookies that tie it to this browser. */
export type Begun = {
  readonly authorizationUrl: string;
  readonly state: string;
  readonly cookies: readonly CookieOrder[];
};

/** How a handshake begins. */
export type Beginning = {
  /** The provider asks for proof anew, however recently it did (OpenID Connect Core §3.1.2.1). */
  readonly isProofWanted?: boolean;
  /** next-auth's own token, where its client asks; else one is made, as our origin rule let the request through. */
  readonly csrf?: { readonly cookie: string; readonly token: string };
};

const cookieNames = [
  "next-auth.state",
  "next-auth.pkce.code_verifier",
  "next-auth.nonce",
] as const satisfies readonly CookieName[];

/** Takes the handshake's cookies away: it happens once. */
export const endedHandshakeCookies: readonly CookieOrder[] = cookieNames.map((name) => ({
  name,
  value: "",
  maxAgeSeconds: 0,
}));

/**
 * Begins a handshake: the code flow with PKCE S256, state, and nonce where the provider speaks OpenID Connect, all made by
 * next-auth and bound to provider and browser by its cookies. Refuses `csrf_failed`, and what `identify` refuses with.
 */
export async function beginHandshake(
  provider: Provider,
  { isProofWanted = false, csrf = mintCsrf(newSecret()) }: Beginning = {},
): Promise<Result<Begun, ProviderCode | "csrf_failed">> {
  const addresses = await addressesOf(provider, providerSignal());
  if (!addresses.ok) return addresses;
  const { location, cookies } = await handshakeStep(configured(provider, addresses.value, { isProofWanted }), {
    ...{ method: "POST", action: "signin", provider: provider.id },
    body: { csrfToken: csrf.token, callbackUrl: env().APP_URL },
    cookies: { [wireName("next-auth.csrf-token")]: csrf.cookie },
  });
  const state = URL.parse(location)?.searchParams.get("state") ?? null;
  if (state === null || !location.startsWith(addresses.value.authorization)) return refuse("csrf_failed");
  const orders = cookieNames.flatMap((name) => {
    const value = cookies.get(wireName(name));
    return value === undefined ? [] : [{ name, value, maxAgeSeconds: handshakeSeconds }];
  });
  return ok({ authorizationUrl: location, state, cookies: orders });
}

/**
 * Ends a handshake with what the provider sent the browser back with. next-auth checks that its cookies were made for this
 * provider and are not ten minutes old; the code is exchanged by `identify`. Refuses `social_expired`: no cookies, or those
 * of another handshake.
 */
export async function finishHandshake(
  provider: Provider,
  { query, cookieHeader }: { readonly query: URLSearchParams; readonly cookieHeader: string | null },
): Promise<Result<ProviderPerson, ProviderCode | "social_expired">> {
  const signal = providerSignal();
  const addresses = await addressesOf(provider, signal);
  if (!addresses.ok) return addresses;
  let result: Result<ProviderPerson, ProviderCode> | null = null;
  let isChecked = false;
  const config: HandshakeProvider = {
    ...configured(provider, addresses.value, { isProofWanted: false }),
    token: {
      async request({ params, checks }) {
        // next-auth leaves this comparison to whoever exchanges the code (RFC 6749 §10.12).
        if (checks.state === undefined || params.state !== checks.state) throw new Error("another state");
        result = await exchange(provider, addresses.value, { params, checks, signal });
        if (!result.ok) throw new Error("the provider did not tell who this is");
        return { tokens: {} };
      },
    },
    userinfo: { request: () => ({ sub: result?.ok ? result.value.subject : "" }) },
  };
  const cookies = Object.fromEntries(
    cookieNames.map((name) => [wireName(name), readCookie(cookieHeader, name) ?? ""] as const),
  );
  const call = { method: "GET", action: "callback", provider: provider.id, query: Object.fromEntries(query) } as const;
  await handshakeStep(config, { ...call, cookies }, () => {
    isChecked = true;
  });
  return settled(result, isChecked);
}

// A person counts only after next-auth has come to its end as well.
function settled(
  result: Result<ProviderPerson, ProviderCode> | null,
  isChecked: boolean,
): Result<ProviderPerson, ProviderCode | "social_expired"> {
  return result !== null && (isChecked || !result.ok) ? result : refuse("social_expired");
}

type Exchange = {
  readonly params: { readonly code?: string; readonly iss?: string };
  readonly checks: { readonly code_verifier?: string; readonly nonce?: string };
  readonly signal: AbortSignal;
};

function exchange(
  provider: Provider,
  addresses: Addresses,
  { params, checks, signal }: Exchange,
): Promise<Result<ProviderPerson, ProviderCode>> {
  const { code, iss } = params;
  const { code_verifier: codeVerifier, nonce = null } = checks;
  const isIssuer = iss === undefined ? !addresses.tellsIssuer : iss === addresses.issuer;
  if (!isIssuer || code === undefined || codeVerifier === undefined) return Promise.resolve(refuse("provider_refused"));
  return identify(provider, { by: "code", code, codeVerifier, nonce, redirectUri: callbackUrl(provider) }, signal);
}

/** What a handshake needs to know of the provider's side; `tellsIssuer`: it names itself when it sends people back (RFC 9207). */
type Addresses = { readonly authorization: string; readonly issuer: string; readonly tellsIssuer: boolean };

// A provider that says something untrue of itself is as good as away: nobody can be sent there.
async function addressesOf(provider: Provider, signal: AbortSignal): Promise<Result<Addresses, ProviderCode>> {
  if (provider.kind === "github") {
    const base = `${provider.url}/login/oauth`;
    return ok({ authorization: `${base}/authorize`, issuer: base, tellsIssuer: false });
  }
  const metadata = await asked(provider, () => metadataOf(provider, signal));
  if (!metadata.ok) return refuse("provider_unavailable", { values: { seconds: 30 } });
  const { authorization_endpoint: authorization, issuer } = metadata.value;
  const tellsIssuer = metadata.value.authorization_response_iss_parameter_supported ?? false;
  return ok({ authorization, issuer, tellsIssuer });
}

/** The address a provider sends people back to; it is registered there. */
export function callbackUrl({ id }: Provider): string {
  return `${env().APP_URL}/api/auth/callback/${id}`;
}

function configured(
  provider: Provider,
  { authorization, issuer }: Addresses,
  { isProofWanted }: { readonly isProofWanted: boolean },
): HandshakeProvider {
  const isOidc = provider.kind === "oidc";
  const scope = isOidc ? "openid email profile" : "read:user user:email";
  return {
    ...{ id: provider.id, name: provider.label, type: "oauth", clientId: provider.clientId, issuer },
    authorization: { url: authorization, params: isProofWanted ? { scope, max_age: 0 } : { scope } },
    checks: isOidc ? ["pkce", "state", "nonce"] : ["pkce", "state"],
    profile: (claims) => ({ id: String(claims["sub"] ?? "") }),
  };
}
