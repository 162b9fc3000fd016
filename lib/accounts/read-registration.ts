import { env } from "#lib/env.ts";
import { findOwnRegistration } from "./registration-store.ts";
import { resendCoolDownSeconds } from "./resend-cool-down.ts";

/**
 * The sign-up of this browser, as `/register/complete` shows it: it waits for its link; or its address is confirmed; or its
 * account could be used at once, and `mailedTo` is where a link went that confirms the address.
 */
export type Registration =
  | WaitingRegistration
  | { readonly state: "confirmed" }
  | { readonly state: "ready"; readonly mailedTo: string | null };

/** A sign-up that waits for its link. */
export type WaitingRegistration = {
  readonly state: "waiting";
  readonly email: string;
  readonly mail: "queued" | "sent" | "refused";
  /** Seconds until the mail may be asked for again. */
  readonly resendAfterSeconds: number;
  readonly correctionsLeft: number;
};

/** The sign-up of a registrant cookie, or null: the browser has none, or its row is gone. */
export async function readRegistration(registrantHash: Uint8Array<ArrayBuffer> | null): Promise<Registration | null> {
  const own = registrantHash ? await findOwnRegistration(registrantHash) : null;
  if (!own) return null;
  if (own.isVerified) return { state: "confirmed" };
  if (own.status === "active" || own.email === null) {
    return { state: "ready", mailedTo: env().ACCOUNT_EMAIL_VERIFICATION === "none" ? null : own.email };
  }
  return {
    state: "waiting",
    email: own.email,
    mail: own.mail,
    resendAfterSeconds: Math.max(0, resendCoolDownSeconds() - secondsSinceMail(own.linkLeftSeconds)),
    correctionsLeft: Math.max(0, 3 - own.corrections),
  };
}

// The newest mail's link tells when the mail was asked for: its death minus its life.
function secondsSinceMail(linkLeftSeconds: number): number {
  return Math.max(0, Math.round(env().REGISTER_VERIFICATION_PERIOD - linkLeftSeconds));
}
