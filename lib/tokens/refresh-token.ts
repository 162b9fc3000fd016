import { isSecretShaped, newSecret, secretHash } from "#lib/secrets.ts";

/** The life of a refresh token in seconds. */
export const refreshTokenSeconds = 86_400;
/** A used token presented again within so many seconds is a second tab, later it is a thief. */
export const siblingSeconds = 10;

/** The prefix of refresh tokens, for secret scanners (docs/security.md row 56). */
const prefix = "latchkey_refresh_";

/** A new refresh token: opaque, 256 random bits, and the digest that is all the database keeps of it. */
export function newRefreshToken(): { readonly token: string; readonly hash: Uint8Array<ArrayBuffer> } {
  const secret = newSecret();
  return { token: `${prefix}${secret}`, hash: secretHash(secret) };
}

/** The digest a refresh token is found by; null for a text that is none. */
export function refreshTokenHash(token: string): Uint8Array<ArrayBuffer> | null {
  const secret = token.startsWith(prefix) ? token.slice(prefix.length) : "";
  return isSecretShaped(secret) ? secretHash(secret) : null;
}
