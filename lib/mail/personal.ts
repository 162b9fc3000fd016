import { database } from "#lib/db/client.ts";
import { findSubject } from "#lib/events/subject-store.ts";
import { settings } from "#lib/settings.ts";
import type { MailMessage } from "./messages.ts";

/** What of a mail depends on its reader: the template set (null: ours), and how it calls them (null: by username). */
export type Personal = { readonly set: string | null; readonly called: string | null };

/** A mail that is about to be written. */
export type Due = {
  readonly userId: string;
  readonly to: string;
  readonly locale: string;
  readonly message: MailMessage;
};

/** Asks `mailSetOf` and `nameInMails`; reads the account only where one of them is set. */
export async function personalOf({ userId, to, locale, message }: Due): Promise<Personal> {
  const { mailSetOf, nameInMails } = settings;
  if (!mailSetOf && !nameInMails) return { set: null, called: null };
  const { user } = await findSubject(database().statements, userId);
  return {
    set: mailSetOf?.({ mail: message.name, to, locale, user }) ?? null,
    called: (user && nameInMails?.(user)) ?? null,
  };
}
