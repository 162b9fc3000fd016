import { env } from "#lib/env.ts";
import type { Whereabouts } from "#lib/sessions/open-session.ts";
import { CommandFault, type CommandIo } from "./command.ts";

/** How an account's history names who did it. */
export const byOperator: Whereabouts = { device: "Operator", network: "" };

/** Mails that an operator causes name no device: none of the owner's did it. */
export const fromNowhere: Whereabouts = { device: "", network: "" };

/** When a mail that was just queued will leave. */
export function mailPromise({ mailsLeave }: CommandIo): string {
  return mailsLeave ? "" : " No server runs here: it leaves when one starts.";
}

/** Refuses what would be mailed a link to set a password while nobody can use one; `advice` is another way, if there is one. */
export function requireReset(advice = ""): void {
  if (env().RESET_PASSWORD_VERIFICATION_ENABLED) return;
  throw new CommandFault(
    `RESET_PASSWORD_VERIFICATION_ENABLED is false: a link to set a password would lead nowhere.${advice}`,
  );
}
