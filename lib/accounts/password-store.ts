import { sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import type { AccountEvent } from "#lib/events/record.ts";
import type { KeptSession } from "#lib/sessions/keep-session.ts";
import { changeSecurity, type SecurityChanged } from "./security-change-store.ts";

type User = { readonly userId: string; readonly securityVersion: bigint };

/** Replaces a known password; the caller's session stays where `keep` names it. Null when something else came first. */
export function setPassword(
  unit: Unit,
  user: User,
  change: { readonly passwordHash: string; readonly keep: KeptSession | null; readonly event: AccountEvent },
): Promise<SecurityChanged | null> {
  const { userId, securityVersion } = user;
  const { passwordHash, keep, event } = change;
  const set = sql`password_hash = ${passwordHash},`;
  return changeSecurity(unit, { userId, securityVersion, set, demand: sql`AND status = 'active'`, keep, event });
}

/**
 * Spends a reset link. On an unverified row it is also the first proof of the address: the row becomes active, and what a
 * stranger may have written into it is cleared. A unique violation: another account owns the address by now.
 */
export function resetByLink(
  unit: Unit,
  user: User & { readonly isVerified: boolean; readonly status: "pending" | "active" },
  { passwordHash, event }: { readonly passwordHash: string; readonly event: AccountEvent },
): Promise<SecurityChanged | null> {
  const { userId, securityVersion, isVerified, status } = user;
  const cleared = sql`first_name = '', last_name = '', custom_fields = '{}'::jsonb,`;
  const firstProof = sql`status = 'active', email_verified_at = now(), purge_after = NULL,
                         ${status === "pending" ? cleared : sql``}`;
  return changeSecurity(unit, {
    userId,
    securityVersion,
    set: sql`password_hash = ${passwordHash}, ${isVerified ? sql`` : firstProof}`,
    demand: sql``,
    keep: null,
    forgetsIdentities: !isVerified,
    event,
  });
}
