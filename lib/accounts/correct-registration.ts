import { transact } from "#lib/db/unit.ts";
import { env } from "#lib/env.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import type { CorrectRegistrationInput } from "#lib/schemas/registration.ts";
import { correctAddress, findOwnRegistration } from "./registration-store.ts";
import type { Requester } from "./requester.ts";

/** Why an address cannot be corrected. */
export type CorrectRegistrationCode = "registration_not_found" | "corrections_used_up";

/**
 * Gives the waiting sign-up of this browser another address: older links die, a new mail goes. Three times a
 * row. Refuses `registration_not_found` without a cookie of a pending row, `corrections_used_up` the fourth time.
 */
export async function correctRegistration(
  { email }: CorrectRegistrationInput,
  by: Requester,
): Promise<Result<{ readonly email: string }, CorrectRegistrationCode>> {
  const own = by.registrantHash ? await findOwnRegistration(by.registrantHash) : null;
  if (own?.status !== "pending") return refuse("registration_not_found");
  if (own.corrections >= 3) return refuse("corrections_used_up");
  return transact(async (unit) => {
    const version = await correctAddress(unit.tx, own, { email, linkLifeSeconds: env().REGISTER_VERIFICATION_PERIOD });
    if (version === null) return refuse("registration_not_found");
    const { userId } = own;
    await queueMail(unit, { purpose: "verify-registration", userId, version: String(version), ...by.from });
    return ok({ email });
  });
}
