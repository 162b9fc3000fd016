import type { KeyObject } from "node:crypto";
import { compactVerify, errors, SignJWT } from "jose";
import { z } from "zod";
import { newId } from "#lib/db/new-id.ts";
import { env } from "#lib/env.ts";
import { derivedKeys } from "#lib/keys.ts";

/** The life of an access token in seconds. */
export const accessTokenSeconds = 300;

/** What an access token says. `ver` is informative: the session row decides whether it still counts. */
export type AccessClaims = {
  readonly userId: string;
  readonly sessionId: string;
  readonly securityVersion: number;
  /** Seconds since 1970 on the database's clock. */
  readonly issuedAt: number;
  readonly expiresAt: number;
};

/** Whom a token is made for, and when, by the database's clock. */
export type AccessGrant = Pick<AccessClaims, "userId" | "sessionId" | "issuedAt"> & {
  readonly securityVersion: bigint;
};

// Ours have about 450 characters; what is longer is not even decoded.
const maxLength = 2_048;
/**
 * Three parts. The header is ours to the letter, `{"alg":"HS256","typ":"JWT"}`: no token chooses its algorithm, key or kind
 * (RFC 8725 §3.1, §3.10, §3.11). The last part is 32 bytes in their one spelling, so that no two texts are the same token.
 */
const shape = /^eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

/** An access token (RFC 7519): HS256 under the first subkey `access-token/v1`, for five minutes from `issuedAt`. */
export async function signAccessToken(grant: AccessGrant): Promise<string> {
  const [key] = derivedKeys("access-token/v1");
  if (!key) throw new Error("there is no master key");
  const { userId, sessionId, securityVersion, issuedAt } = grant;
  return new SignJWT({ sid: sessionId, ver: Number(securityVersion) })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + accessTokenSeconds)
    .setJti(newId())
    .setIssuer(env().APP_URL)
    .setAudience(env().APP_URL)
    .sign(key);
}

/**
 * What a genuine token says, or null: signed by one of our keys with the one algorithm we use (RFC 8725 §3.1), by us, for
 * us. Whether it is in time and its session alive is not judged here: the query for the session does, by the database's
 * clock (docs/security.md row 9).
 */
export async function readAccessToken(token: string): Promise<AccessClaims | null> {
  if (token.length > maxLength || !shape.test(token)) return null;
  for (const key of derivedKeys("access-token/v1")) {
    const payload = await verifiedPayload(token, key);
    if (payload !== null) return claimsOf(payload);
  }
  return null;
}

async function verifiedPayload(token: string, key: KeyObject): Promise<Uint8Array | null> {
  try {
    return (await compactVerify(token, key, { algorithms: ["HS256"] })).payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

const seconds = z.int().min(1_000_000_000).max(9_999_999_999);

// Strict: what is not said here, such as `nbf`, would be understood by nobody.
const claimsShape = z.strictObject({
  sub: z.uuid(),
  sid: z.uuid(),
  ver: z.int().min(1),
  iat: seconds,
  exp: seconds,
  jti: z.uuid(),
  iss: z.string(),
  aud: z.string(),
});

function claimsOf(payload: Uint8Array): AccessClaims | null {
  const parsed = claimsShape.safeParse(jsonOf(payload));
  if (!parsed.success) return null;
  const { sub, sid, ver, iat, exp, iss, aud } = parsed.data;
  const isOurs = iss === env().APP_URL && aud === env().APP_URL && exp === iat + accessTokenSeconds;
  return isOurs ? { userId: sub, sessionId: sid, securityVersion: ver, issuedAt: iat, expiresAt: exp } : null;
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch {
    return null;
  }
}
