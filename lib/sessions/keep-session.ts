import type { Unit } from "#lib/db/unit.ts";
import { newSecret, secretHash } from "#lib/secrets.ts";
import type { Principal } from "./principal.ts";
import { rotateSession } from "./session-store.ts";

/**
 * Keeps the caller's own session through a change that ends all others: a cookie gets a new secret (security.md row 50), a
 * token stays as it is. Either way the session counts as freshly authenticated when `proves` says that a password was given.
 * Returns the new cookie secret, or null where there is no cookie to renew.
 */
export async function keepSession(
  unit: Unit,
  principal: Principal,
  { proves }: { readonly proves: boolean },
): Promise<string | null> {
  const secret = principal.kind === "cookie" ? newSecret() : null;
  await rotateSession(unit.tx, {
    sessionId: principal.sessionId,
    tokenHash: secret === null ? null : secretHash(secret),
    proves,
  });
  return secret;
}
