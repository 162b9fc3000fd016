import type { ReactElement } from "react";
import type { Locale } from "#lib/i18n/locales.ts";
import type words from "#lib/i18n/messages/en/mails.json";

type Words = typeof words;

/** Every sentence a mail may say: `<mail>.<sentence>` in `lib/i18n/messages/<language>/mails.json`. */
export type MailKey = { [Mail in keyof Words]: `${Mail}.${Extract<keyof Words[Mail], string>}` }[keyof Words];

/** What every mail is told, whatever it is about. */
export type MailContext = {
  /** The product's name. */
  readonly product: string;
  /** Values of your own: `mailContext` of lib/settings.ts. */
  readonly own: Readonly<Record<string, string>>;
  /** The language of this mail. */
  readonly locale: Locale;
  /** The bare address this mail goes to. */
  readonly to: string;
  /** How an adopter wants this reader to be called, in the place of the username. */
  readonly called: string | null;
  /** A sentence of the catalogue in this mail's language. Values are put in as text, never as markup. */
  readonly t: (key: MailKey, values?: Readonly<Record<string, string>>) => string;
  /** A moment in words, in UTC: "21 November 2026, 08:01 UTC". */
  readonly time: (at: Date) => string;
  /** How long from one moment to another, in its largest whole unit: "7 days". */
  readonly span: (from: Date, to: Date) => string;
};

/** One mail, written: `subject` is put on one line and gets the configured prefix later. */
export type WrittenMail = { readonly subject: string; readonly document: ReactElement };

/** One mail as its file in `emails/` exports it: props in, words and looks out. */
export type Mail<Props> = (props: Props, context: MailContext) => WrittenMail;

/** What a notice tells about where something was done; null where it is not known. */
export type Whereabouts = { readonly device: string | null; readonly network: string | null };

/**
 * How the reader is addressed. Null in a mail to an address nobody has proven yet: a stranger who signs somebody up
 * must not get to write the first line of the mail.
 */
export type Addressee = { readonly name: string | null };
