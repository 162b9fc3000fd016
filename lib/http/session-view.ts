import type { OwnSession } from "#lib/accounts/list-sessions.ts";

/** A session as the API lists it: public id, device, times; never its secret. */
export function sessionView(session: OwnSession): Readonly<Record<string, unknown>> {
  return {
    id: session.id,
    kind: session.kind,
    device: session.device,
    network: session.network,
    created_at: session.createdAt.toISOString(),
    last_seen_at: session.lastSeenAt.toISOString(),
    is_current: session.isCurrent,
  };
}
