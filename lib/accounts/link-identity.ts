import { violates } from "#lib/db/errors.ts";
import { transact } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import type { ProviderPerson } from "#lib/providers/person.ts";
import { labelOf } from "#lib/providers/provider.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { renewSession } from "#lib/sessions/keep-session.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { findIdentityOwner, insertIdentity, listIdentities } from "./identity-store.ts";
import { noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";

/** Why an identity is not connected. */
export type LinkIdentityCode = "identity_taken" | "provider_connected" | "reauthentication_required";

type By = { readonly principal: Principal; readonly requester: Requester };

/**
 * Connects somebody a provider vouches for to the caller's account, who asked for it with a fresh session minutes ago
 * (docs/security.md row 83). Other sessions, tokens and links die; the caller's own session stays under a new secret; the owner is
 * told by mail. Connected already: nothing happens. One account of each provider.
 */
export async function linkIdentity(
  person: ProviderPerson,
  { principal, requester }: By,
): Promise<Result<{ readonly sessionToken: string | null }, LinkIdentityCode>> {
  const { userId } = principal;
  const owner = await findIdentityOwner(person);
  if (owner !== null) return owner === userId ? ok({ sessionToken: null }) : refuse("identity_taken");
  const own = await listIdentities(userId);
  if (own.some(({ provider }) => provider === person.provider)) return refuse("provider_connected");
  try {
    return await transact(async (unit) => {
      const { keep, sessionToken } = renewSession(principal, { proves: false });
      const { provider } = person;
      const event = { name: "identity_linked", userId, from: requester.from, detail: { provider } } as const;
      const linked = await insertIdentity(unit, principal, { identity: person, keep, event });
      // Something else changed this account since the session was read: that session is dead by now.
      if (!linked) return refuse("reauthentication_required");
      const notice = noticeTo(principal, requester);
      if (notice) await queueMail(unit, { purpose: "identity-linked", service: labelOf(provider), ...notice });
      return ok({ sessionToken });
    });
  } catch (error) {
    if (violates(error, "identity")) return refuse("identity_taken");
    throw error;
  }
}
