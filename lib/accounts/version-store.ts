import { sql } from "#lib/db/sql.ts";
import type { Unit } from "#lib/db/unit.ts";
import type { AccountEvent } from "#lib/events/record.ts";
import type { KeptSession } from "#lib/sessions/keep-session.ts";
import { changeSecurity, type SecurityChanged } from "./security-change-store.ts";

/** Raises the version of a user of a known state and nothing else: everything older is dead. Null when it has moved on. */
export function raiseVersion(
  unit: Unit,
  user: { readonly userId: string; readonly securityVersion: bigint; readonly isDisabled?: boolean },
  { keep, event }: { readonly keep: KeptSession | null; readonly event: AccountEvent },
): Promise<SecurityChanged | null> {
  const { userId, securityVersion, isDisabled = false } = user;
  return changeSecurity(unit, { userId, securityVersion, isDisabled, set: sql``, demand: sql``, keep, event });
}
