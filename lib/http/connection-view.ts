import type { ServiceConnection } from "#lib/accounts/connections.ts";

/** A service as the API lists it; `connected_at` is null where it is not connected. Never who one is there. */
export function connectionView({ provider, label, since }: ServiceConnection): Readonly<Record<string, unknown>> {
  return { provider, label, connected_at: since?.toISOString() ?? null };
}
