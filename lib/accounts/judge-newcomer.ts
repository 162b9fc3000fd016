import { env } from "#lib/env.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { findUser } from "./user-store.ts";

/** Why somebody whom a provider vouches for cannot start an account. */
export type NewcomerCode = "registration_closed" | "social_email_taken" | "social_email_missing";

/**
 * Whether somebody without an account here may start one by a provider's word (docs/security.md row 82). An address that an
 * account has is never linked: its owner logs in first and connects then. Without an address the provider has verified there
 * is nothing to start with, unless accounts here do without.
 */
export async function judgeNewcomer({ email }: Pick<ProviderPerson, "email">): Promise<Result<null, NewcomerCode>> {
  if (!env().REGISTRATION_OPEN) return refuse("registration_closed");
  if (email === null) return mayDoWithoutAddress() ? ok(null) : refuse("social_email_missing");
  const { user } = await findUser({ activeEmail: email });
  const isInTheWay = user !== null && (user.isVerified || user.isDisabled || !isUnprovenDiscarded());
  return isInTheWay ? refuse("social_email_taken") : ok(null);
}

/** Where proof is optional, an active row without it may be a stranger's; where nobody is ever asked, it says nothing. */
export function isUnprovenDiscarded(): boolean {
  return env().ACCOUNT_EMAIL_VERIFICATION === "optional";
}

function mayDoWithoutAddress(): boolean {
  return !env().ACCOUNT_EMAIL_REQUIRED && env().ACCOUNT_EMAIL_VERIFICATION === "none";
}
