import type { Asker } from "#components/forms/step-up.tsx";
import { provingServices } from "#lib/accounts/connections.ts";
import { env } from "#lib/env.ts";
import type { Principal } from "#lib/sessions/principal.ts";

/** How this person can prove once more who they are, before a sensitive step. */
export async function askerOf(principal: Principal): Promise<Asker> {
  return {
    hasPassword: principal.hasPassword,
    services: await provingServices(principal),
    hasReset: env().RESET_PASSWORD_VERIFICATION_ENABLED,
  };
}
