import { transact } from "#lib/db/unit.ts";
import { queueMail } from "#lib/mail/jobs.ts";
import { ok, type Result } from "#lib/result.ts";
import type { ResendVerificationInput } from "#lib/schemas/registration.ts";
import type { Requester } from "./requester.ts";

/**
 * Asks for the verification mail once more. Only queues "somebody asked": the worker finds out whether one is due, so the
 * request does the same work whoever is named (docs/security.md row 38).
 */
export async function resendVerification(input: ResendVerificationInput, by: Requester): Promise<Result<null>> {
  const { email, login } = input;
  const registrantHash =
    by.registrantHash === null ? {} : { registrantHash: Buffer.from(by.registrantHash).toString("base64url") };
  await transact((unit) =>
    queueMail(unit, {
      purpose: "resend-requested",
      ...(email === undefined ? {} : { email }),
      ...(login === undefined ? {} : { login }),
      ...registrantHash,
      ...by.from,
    }),
  );
  return ok(null);
}
