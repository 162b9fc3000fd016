import { transact } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { configuredProviders, labelOf } from "#lib/providers/provider.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { renewSession } from "#lib/sessions/keep-session.ts";
import type { FreshPrincipal } from "#lib/sessions/principal.ts";
import { deleteIdentity, listIdentities } from "./identity-store.ts";
import { noticeTo } from "./notice.ts";
import type { Requester } from "./requester.ts";

/** Why a connection stays. */
export type UnlinkIdentityCode = "not_found" | "last_way_in" | "reauthentication_required";

/**
 * Disconnects a provider from the caller's account, unless it is the last way in: there must be a password, or another
 * connection whose provider is still configured (docs/security.md row 83). Other sessions, tokens and links die; the caller's own
 * session stays under a new secret; the owner is told by mail.
 */
export async function unlinkIdentity(
  provider: string,
  { principal, requester }: { readonly principal: FreshPrincipal; readonly requester: Requester },
): Promise<Result<{ readonly sessionToken: string | null }, UnlinkIdentityCode>> {
  const { userId, hasPassword } = principal;
  const own = (await listIdentities(userId)).map((connection) => connection.provider);
  if (!own.includes(provider)) return refuse("not_found");
  const usable = configuredProviders().map(({ id }) => id);
  const others = own.filter((id) => id !== provider && usable.includes(id));
  if (!hasPassword && others.length === 0) return refuse("last_way_in");
  return transact(async (unit) => {
    const { keep, sessionToken } = renewSession(principal, { proves: false });
    const event = { name: "identity_unlinked", userId, from: requester.from, detail: { provider } } as const;
    const unlinked = await deleteIdentity(unit, principal, { provider, others, keep, event });
    if (!unlinked) return refuse("reauthentication_required");
    const notice = noticeTo(principal, requester);
    if (notice) await queueMail(unit, { purpose: "identity-unlinked", service: labelOf(provider), ...notice });
    return ok({ sessionToken });
  });
}
