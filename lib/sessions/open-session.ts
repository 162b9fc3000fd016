import { newId } from "#lib/db/new-id.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import { newSecret, secretHash } from "#lib/secrets.ts";
import { newApiToken } from "./api-token.ts";
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
  /** When a factor was proven, in seconds since 1970, where that was not just now: 0 for never. */
  readonly provenAt?: number | undefined;
  /** The same login has opened a session already. */
  readonly isSecond?: boolean;
};

/**
 * Opens a session in the unit's transaction and returns its token: 32 random bytes, shown once, kept only as a hash
 * (docs/security.md rows 47, 48). A token that a client brings along is never adopted (docs/security.md row 50). Null when
 * the account was deleted meanwhile.
 */
export async function openSession(unit: Unit, request: SessionRequest, alongside?: Sql): Promise<string | null> {
  const { from, ...rest } = request;
  const { token, tokenHash } = request.kind === "token" ? newApiToken() : newCookieToken();
  const session = { ...rest, ...from, id: newId(), tokenHash };
  return (await insertSession(unit, session, alongside)) ? token : null;
}

/**
 * Opens a session that access and refresh tokens stand for, in the unit's transaction, and returns its id. It has no secret
 * of its own: what its row keeps is the digest of one that nobody has. Null when the account was deleted meanwhile.
 */
export async function openJwtSession(
  unit: Unit,
  request: Omit<SessionRequest, "kind">,
  alongside?: Sql,
): Promise<string | null> {
  const id = newId();
  const { from, ...rest } = request;
  const session = { ...rest, ...from, id, tokenHash: secretHash(newSecret()), kind: "jwt" } as const;
  return (await insertSession(unit, session, alongside)) ? id : null;
}

function newCookieToken() {
  const token = newSecret();
  return { token, tokenHash: secretHash(token) };
}
