import type { Whereabouts } from "#lib/sessions/open-session.ts";
import type { CommandIo } from "./command.ts";

/** How an account's history names who did it. */
export const byOperator: Whereabouts = { device: "Operator", network: "" };

/** Mails that an operator causes name no device: none of the owner's did it. */
export const fromNowhere: Whereabouts = { device: "", network: "" };

/** When a mail that was just queued will leave. */
export function mailPromise({ mailsLeave }: CommandIo): string {
  return mailsLeave ? "" : " No server runs here: it leaves when one starts.";
}
