import { isSecretShaped, newSecret, secretHash } from "#lib/secrets.ts";
import { settings, type TokenManager } from "#lib/settings.ts";

/** The prefix is for scanners that look for secrets in published code. */
const prefix = "latchkey_";

const ours: TokenManager = {
  make: () => `${prefix}${newSecret()}`,
  recognises: (credential) => credential.startsWith(prefix) && isSecretShaped(credential.slice(prefix.length)),
};

/** A new token of LOGIN_RETRIEVE_TOKEN, shown once, and the digest that is kept. */
export function newApiToken() {
  const token = manager().make();
  return { token, tokenHash: digest(token) };
}

/** The digest of a credential that may be such a token by its form, else null. */
export function apiTokenHash(credential: string): Uint8Array<ArrayBuffer> | null {
  return manager().recognises(credential) ? digest(credential) : null;
}

function manager(): TokenManager {
  return settings.tokenManager ?? ours;
}

// Ours are kept without their prefix.
function digest(token: string): Uint8Array<ArrayBuffer> {
  return secretHash(settings.tokenManager === null ? token.slice(prefix.length) : token);
}
