import type { CookieOrder } from "#lib/cookies.ts";
import type { ProviderCode } from "#lib/providers/identify.ts";
import { findProvider } from "#lib/providers/provider.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { type Beginning, beginHandshake } from "#lib/sessions/handshake.ts";
import type { Answer } from "./answer.ts";
import { type Deed, handshakeCookie } from "./social-cookie.ts";

/** A browser about to leave for a provider. */
export type Departure = { readonly authorizationUrl: string; readonly cookies: readonly CookieOrder[] };

/** Why it does not. */
export type DepartureCode = ProviderCode | "csrf_failed" | "invalid_choice";

/** The page of ours from which a form without script leaves: a redirect to a foreign origin would break `form-action`. */
export const departurePage = "/login/continue";

/** Begins a handshake for a deed and notes both in this browser's cookies (docs/security.md rows 81, 83). */
export async function depart(
  providerId: string,
  deed: Deed,
  beginning: Beginning = {},
): Promise<Result<Departure, DepartureCode>> {
  const provider = findProvider(providerId);
  if (!provider) return refuse("invalid_choice", { field: "provider" });
  const begun = await beginHandshake(provider, { isProofWanted: deed.for === "confirm", ...beginning });
  if (!begun.ok) return begun;
  const { authorizationUrl, state, cookies } = begun.value;
  const note = handshakeCookie({ provider: provider.id, state, url: authorizationUrl, deed });
  return ok({ authorizationUrl, cookies: [...cookies, note] });
}

/** The answer to a script: where to send the browser. */
export function departureAnswer({ authorizationUrl, cookies }: Departure): Answer {
  return { status: 200, body: { authorization_url: authorizationUrl }, cookies };
}
