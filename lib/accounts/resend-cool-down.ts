import { figureOf } from "#lib/limits/reserve.ts";

/** The least time between two verification mails to one address, in seconds: the limit RESEND_ADDRESS, which the worker keeps. */
export function resendCoolDownSeconds(): number {
  return figureOf("RESEND_ADDRESS").windowSeconds;
}
