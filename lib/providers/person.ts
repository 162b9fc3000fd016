import { z } from "zod";
import { type CanonicalEmail, canonicalEmail } from "#lib/identity/email-address.ts";
import { nameField } from "#lib/schemas/fields.ts";
import { ProviderFailure } from "./provider-failure.ts";

/** Somebody as a provider vouches for them. */
export type ProviderPerson = {
  readonly provider: string;
  /** Their id there, for ever. With the provider it is the identity (docs/security.md row 80). */
  readonly subject: string;
  /** Canonical, and only where the provider says that it is theirs; null else (docs/security.md row 82). */
  readonly email: CanonicalEmail | null;
  /** As told there, to begin with; empty where they are no names of ours. */
  readonly firstName: string;
  readonly lastName: string;
  readonly nickname: string;
  /** When they last proved themselves there, in seconds since 1970; null where the provider does not say. */
  readonly authenticatedAt: number | null;
};

/** OpenID Connect Core §2: at most 255 ASCII characters; printable ones, as it is stored. */
export const subjectShape = z.string().regex(/^[\x21-\x7e]{1,255}$/);

/** What is used of the claims of OpenID Connect Core §5.1; whatever is of another type counts as not told. */
export const claimsShape = z.object({
  sub: subjectShape,
  email: z.string().optional().catch(undefined),
  email_verified: z.unknown().optional(),
  given_name: z.unknown().optional(),
  family_name: z.unknown().optional(),
  preferred_username: z.unknown().optional(),
  auth_time: z.int().min(0).optional().catch(undefined),
});

/** The claims of an ID token or of the userinfo endpoint. */
export type Claims = z.infer<typeof claimsShape>;

/** Reads claims; refuses an empty, missing or overlong subject. */
export function claimsOf(answer: unknown): Claims {
  const claims = claimsShape.safeParse(answer);
  if (!claims.success) throw new ProviderFailure("untrue", "no subject in the claims");
  return claims.data;
}

/** The person of verified claims. An address counts only with `email_verified === true`: no words, no 1. */
export function personOf(provider: string, claims: Claims): ProviderPerson {
  return {
    provider,
    subject: claims.sub,
    email: claims.email_verified === true && claims.email !== undefined ? canonicalEmail(claims.email) : null,
    firstName: nameOf(claims.given_name),
    lastName: nameOf(claims.family_name),
    nickname: nameOf(claims.preferred_username),
    authenticatedAt: claims.auth_time ?? null,
  };
}

/** A name as our own form would take it, else empty. */
export function nameOf(told: unknown): string {
  const name = nameField.safeParse(told);
  return name.success ? name.data : "";
}
