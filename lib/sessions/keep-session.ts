import { newSecret, secretHash } from "#lib/secrets.ts";
import type { Principal } from "./principal.ts";

/** The caller's own session, kept through a change that ends all others. */
export type KeptSession = {
  readonly sessionId: string;
  /** The digest of its new secret; null: a token, which stays as it is. */
  readonly tokenHash: Uint8Array<ArrayBuffer> | null;
  /** A factor was proven just now: the session is fresh again. */
  readonly proves: boolean;
};

/** What to write about the kept session, and the new secret for its cookie (null where there is no cookie). */
export type RenewedSession = { readonly keep: KeptSession; readonly sessionToken: string | null };

/** Renews the caller's own session: a cookie gets a new secret (docs/security.md row 50), a token stays as it is. */
export function renewSession(principal: Principal, { proves }: { readonly proves: boolean }): RenewedSession {
  const sessionToken = principal.kind === "cookie" ? newSecret() : null;
  const tokenHash = sessionToken === null ? null : secretHash(sessionToken);
  return { keep: { sessionId: principal.sessionId, tokenHash, proves }, sessionToken };
}
