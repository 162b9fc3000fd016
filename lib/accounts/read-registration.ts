import { env } from "#lib/env.ts";
import { findOwnRegistration } from "./registration-store.ts";

/** The sign-up that waits in this browser, as `/register/complete` shows it. */
export type Registration = {
  readonly email: string;
  readonly state: "waiting" | "confirmed";
  readonly mail: "queued" | "sent" | "refused";
  /** Seconds until the mail may be asked for again. */
  readonly resendAfterSeconds: number;
  readonly correctionsLeft: number;
};

const coolDownSeconds = 60;

/** The sign-up of a registrant cookie, or null: the browser has none, or its row is gone. */
export async function readRegistration(registrantHash: Uint8Array<ArrayBuffer> | null): Promise<Registration | null> {
  const own = registrantHash ? await findOwnRegistration(registrantHash) : null;
  if (!own || own.email === null) return null;
  return {
    email: own.email,
    state: own.status === "active" ? "confirmed" : "waiting",
    mail: own.mail,
    resendAfterSeconds: Math.max(0, coolDownSeconds - secondsSinceMail(own.linkLeftSeconds)),
    correctionsLeft: Math.max(0, 3 - own.corrections),
  };
}

// The newest mail's link tells when the mail was asked for: its death minus its life.
function secondsSinceMail(linkLeftSeconds: number): number {
  return Math.max(0, Math.round(env().REGISTER_VERIFICATION_PERIOD - linkLeftSeconds));
}
