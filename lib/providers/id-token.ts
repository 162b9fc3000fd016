import { errors, type JWTPayload, jwtVerify } from "jose";
import { keyFinder } from "./key-set.ts";
import { metadataOf } from "./metadata.ts";
import type { OidcProvider } from "./provider.ts";
import { ProviderFailure } from "./provider-failure.ts";

/** Signatures that need the provider's private key: no `none`, and no secret that we would share with it (RFC 8725 §3.1). */
const algorithms = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

const clockToleranceSeconds = 60;
const maxLength = 16_384;

/** An ID token and what it must answer to: the nonce of the browser's own handshake, or null where there was none. */
export type IdTokenCheck = { readonly idToken: string; readonly nonce: string | null; readonly signal: AbortSignal };

/**
 * The claims of a genuine ID token (OpenID Connect Core §3.1.3.7): signed by one of the provider's keys with an algorithm of
 * the list, by this issuer, for us, in time by this machine's clock, and with our nonce. Throws `ProviderFailure`.
 */
export async function verifiedClaims(provider: OidcProvider, check: IdTokenCheck): Promise<JWTPayload> {
  const { idToken, nonce, signal } = check;
  if (idToken.length > maxLength) throw new ProviderFailure("untrue", "an ID token without end");
  const metadata = await metadataOf(provider, signal);
  try {
    const { payload } = await jwtVerify(idToken, keyFinder(provider, metadata.jwks_uri, signal), {
      algorithms,
      issuer: [metadata.issuer, ...(provider.otherIssuer === undefined ? [] : [provider.otherIssuer])],
      audience: provider.clientId,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ["sub", "iat", "exp"],
    });
    if (nonce !== null && payload["nonce"] !== nonce) throw new ProviderFailure("untrue", "another nonce");
    if (!isMeantForUs(payload, provider.clientId)) throw new ProviderFailure("untrue", "another authorised party");
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new ProviderFailure("untrue", `the ID token: ${error.code}`, error);
    throw error;
  }
}

// One of several audiences could hand the token on; then `azp` says who asked for it.
function isMeantForUs({ aud, azp }: JWTPayload, clientId: string): boolean {
  return !Array.isArray(aud) || aud.length === 1 || azp === clientId;
}
