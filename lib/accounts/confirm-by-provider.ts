import { sql } from "#lib/db/sql.ts";
import { transact } from "#lib/db/unit.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { renewSession } from "#lib/sessions/keep-session.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { rotateSession } from "#lib/sessions/session-store.ts";
import { findIdentityOwner } from "./identity-store.ts";
import type { Requester } from "./requester.ts";

/** Why a provider's proof does not make a session fresh. */
export type ConfirmByProviderCode = "identity_foreign" | "provider_not_fresh" | "social_expired";

/** A proof that was asked of a provider, at a time of this machine's clock in seconds. */
export type AskedProof = { readonly person: ProviderPerson; readonly askedAt: number };

const clockToleranceSeconds = 60;

/**
 * For accounts without a password: the provider that is connected has asked who it is once more, after it was asked to, and
 * says so by `auth_time` (docs/security.md row 55). The session is fresh for ten minutes, under a new secret. Refuses
 * `social_expired` where the session has ended meanwhile, or the account has changed.
 */
export async function confirmByProvider(
  { person, askedAt }: AskedProof,
  { principal, requester }: { readonly principal: Principal; readonly requester: Requester },
): Promise<Result<{ readonly sessionToken: string | null }, ConfirmByProviderCode>> {
  if ((await findIdentityOwner(person)) !== principal.userId) return refuse("identity_foreign");
  const isFresh = person.authenticatedAt !== null && person.authenticatedAt >= askedAt - clockToleranceSeconds;
  if (!isFresh) return refuse("provider_not_fresh");
  return transact(async (unit) => {
    const { keep, sessionToken } = renewSession(principal, { proves: true });
    const event = { name: "reauthenticated", userId: principal.userId, from: requester.from } as const;
    const rotated = await rotateSession(unit, { principal, keep }, { event, alongside: sql`` });
    if (rotated === "gone") return refuse("social_expired");
    return ok({ sessionToken: rotated === "rotated" ? sessionToken : null });
  });
}
