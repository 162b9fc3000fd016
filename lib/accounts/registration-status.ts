import { ok, type Result } from "#lib/result.ts";
import { findOwnRegistration } from "./registration-store.ts";
import type { Requester } from "./requester.ts";

/** What the waiting screen may know. */
export type RegistrationStatus = {
  readonly state: "waiting" | "confirmed";
  readonly mail: "queued" | "sent" | "refused";
};

/**
 * How the sign-up of this browser stands, by its registrant cookie. A lost, replaced or unknown one is `waiting` like any
 * other, so that nothing is learned; it never opens a session.
 */
export async function registrationStatus(by: Requester): Promise<Result<RegistrationStatus>> {
  const own = by.registrantHash ? await findOwnRegistration(by.registrantHash) : null;
  if (!own) return ok({ state: "waiting", mail: "sent" });
  return ok({ state: own.status === "active" ? "confirmed" : "waiting", mail: own.mail });
}
