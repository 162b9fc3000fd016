import { newId } from "#lib/db/new-id.ts";
import type { Sql } from "#lib/db/sql.ts";
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
export async function openSession(unit: Unit, request: SessionRequest, alongside?: Sql): Promise<string> {
  const token = newSecret();
  const { userId, securityVersion, kind, from } = request;
  const session = { id: newId(), userId, securityVersion, tokenHash: secretHash(token), kind, ...from };
  await insertSession(unit, session, alongside);
  return token;
}

/**
 * Opens a session that access and refresh tokens stand for, in the unit's transaction, and returns its id. It has no secret
 * of its own: what its row keeps is the digest of one that nobody has.
 */
export async function openJwtSession(
  unit: Unit,
  request: Omit<SessionRequest, "kind">,
  alongside?: Sql,
): Promise<string> {
  const id = newId();
  const { userId, securityVersion, from } = request;
  const session = { id, userId, securityVersion, tokenHash: secretHash(newSecret()), kind: "jwt", ...from } as const;
  await insertSession(unit, session, alongside);
  return id;
}
