import { isUnavailable as isDatabaseUnavailable } from "#lib/db/errors.ts";

/** Whether an error thrown by a use case means "not now": the database cannot answer, or too many passwords wait for their hash. */
export function isUnavailable(error: unknown): boolean {
  // By name: Next bundles the gate more than once, and each bundle has a class of its own.
  const isGateBusy = error instanceof Error && error.name === "GateBusy";
  return isGateBusy || isDatabaseUnavailable(error);
}

/** When it is worth trying again, in seconds. */
export const retrySeconds = 5;
