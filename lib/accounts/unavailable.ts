import { isUnavailable as isDatabaseUnavailable } from "#lib/db/errors.ts";
import { isGateBusy } from "#lib/passwords/gate.ts";

/** Whether an error thrown by a use case means "not now": the database cannot answer, or too many passwords wait for their hash. */
export function isUnavailable(error: unknown): boolean {
  return isGateBusy(error) || isDatabaseUnavailable(error);
}

/** When it is worth trying again, in seconds. */
export const retrySeconds = 5;
