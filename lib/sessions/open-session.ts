import { newId } from "#lib/db/new-id.ts";
import type { Unit } from "#lib/db/unit.ts";
import { newSecret, secretHash } from "#lib/secrets.ts";
import { insertSession, maxAgeDays } from "./session-store.ts";

/** Where a request came from, coarse enough to keep: "Firefox on Linux", "203.0.113.0/24". */
export type Whereabouts = { readonly device: string; readonly network: string };

/** The life of a session cookie in seconds. */
export const sessionCookieSeconds = maxAgeDays * 24 * 60 * 60;

/** Who logs in, under which version, and what will carry the token. */
export type SessionRequest = {
  readonly userId: string;
  readonly securityVersion: bigint;
  readonly kind: "cookie" | "token";
  readonly from: Whereabouts;
};

/**
 * Opens a session in the unit's transaction and returns its token: 32 random bytes, shown once, kept only as a hash
 * (security.md rows 47, 48). A token that a client brings along is never adopted (row 50).
 */
export async function openSession(unit: Unit, request: SessionRequest): Promise<string> {
  const token = newSecret();
  await insertSession(unit.tx, {
    id: newId(),
    userId: request.userId,
    tokenHash: secretHash(token),
    kind: request.kind,
    securityVersion: request.securityVersion,
    ...request.from,
  });
  return token;
}

/**
 * Opens a session that access and refresh tokens stand for, in the unit's transaction, and returns its id. It has no secret
 * of its own: what its row keeps is the digest of one that nobody has.
 */
export async function openJwtSession(unit: Unit, request: Omit<SessionRequest, "kind">): Promise<string> {
  const id = newId();
  const { userId, securityVersion, from } = request;
  await insertSession(unit.tx, { id, userId, securityVersion, tokenHash: secretHash(newSecret()), kind: "jwt", ...from });
  return id;
}
