import { type MailName, type MailProps, mails } from "#emails/all.ts";
import type { Mail } from "#emails/parts/mail.ts";
import { mailSets } from "#emails/sets.ts";

export type { MailName };

/** A named mail with all it says; who it goes to stands beside it. */
export type MailMessage<Name extends MailName = MailName> = {
  [N in Name]: { readonly name: N; readonly props: MailProps[N] };
}[Name];

/** The file of `emails/` that writes this message, or the one that the reader's template set has instead, applied to it. */
export function writeMail<Name extends MailName>(
  message: MailMessage<Name>,
  context: Parameters<Mail<unknown>>[1],
  set: string | null = null,
): ReturnType<Mail<unknown>> {
  const own: Mail<MailProps[Name]> | undefined = set === null ? undefined : mailSets[set]?.[message.name];
  const mail: Mail<MailProps[Name]> = own ?? mails[message.name];
  return mail(message.props, context);
}
