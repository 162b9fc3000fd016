import type { z } from "zod";
import type { EventUser, Listeners } from "#lib/events/event.ts";
import type { CanonicalEmail } from "#lib/identity/email-address.ts";
import type { MailName } from "#lib/mail/messages.ts";
import type { Transport } from "#lib/mail/transports/outgoing.ts";
import type { CustomFieldTable } from "#lib/schemas/custom-field.ts";
import type { ProfileInput } from "#lib/schemas/profile.ts";
import type { SocialRegisterInput } from "#lib/schemas/social.ts";

/** What a verification link says; `parameters` in the order in which our own links have them. */
export type LinkParts = {
  readonly purpose: "register" | "email-change" | "reset-password";
  /** The configured base address. */
  readonly base: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
};

/** What every sign-up gives, whichever door it comes by: the form, the auth face, or another service. */
export type SignUpInput = SocialRegisterInput & { readonly email?: CanonicalEmail | undefined };

/** Rules of yours on top of ours: take a body's schema, answer it with `.refine(…)`; `error` is a code of lib/schemas/codes.ts. */
export type Schemas = {
  readonly register: <Input extends SignUpInput>(schema: z.ZodType<Input>) => z.ZodType<Input>;
  readonly profile: (schema: z.ZodType<ProfileInput>) => z.ZodType<ProfileInput>;
  /** Another address: of an account, or of a sign-up that is corrected. */
  readonly email: (schema: z.ZodType<{ email: CanonicalEmail }>) => z.ZodType<{ email: CanonicalEmail }>;
};

/** What of a new account's row is yours to shape. Its address is not: somebody must prove it. */
export type UserDraft = {
  readonly username: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
  /** BCP 47 tag of the language of its mails. */
  readonly locale: string;
};

/** What a user object is made of. */
export type UserFacts = Omit<UserDraft, "locale"> & { readonly userId: string; readonly email: string | null };

/** The user object as the API answers it; never a hash or a flag. */
export type UserView = Readonly<Record<string, unknown>>;

/** The form of the tokens of LOGIN_RETRIEVE_TOKEN. Sessions stay ours: they end as all others do, and only a digest is kept. */
export type TokenManager = {
  /** A new token: at least 128 random bits, of characters that an Authorization header can hold. */
  readonly make: () => string;
  /** Whether a credential may be one, by its form alone; it must not take an access token (three parts with dots). */
  readonly recognises: (credential: string) => boolean;
};

/** A mail that is about to be written. `user` is null when the account is gone. */
export type MailReader = {
  readonly mail: MailName;
  readonly to: string;
  readonly locale: string;
  readonly user: EventUser | null;
};

/** What an adopter sets in code; scalar settings are environment variables (docs/settings.md). docs/customising.md has examples. */
export type Settings = {
  /** The product's name in pages and mails. */
  readonly siteName: string;
  /** Values of your own for the mails in `emails/`. */
  readonly mailContext: Readonly<Record<string, string>>;
  /** How a mail calls its reader; null: by username. A mail to an address that nobody has proven yet never names anybody. */
  readonly nameInMails: ((user: EventUser) => string) | null;
  /** Which template set of emails/sets.ts a reader's mail is written with; null: ours. Asked again when a mail is retried. */
  readonly mailSetOf: ((reader: MailReader) => string | null) | null;
  /** Sends every mail in the place of MAIL_TRANSPORT, within 10 s; the same mail again has the same `mailId`. */
  readonly mailSender: Transport | null;
  /** Replaces the rule that makes a link's address; null: base, `?` and the parameters. */
  readonly verificationUrlBuilder: ((link: LinkParts) => string) | null;
  readonly schemas: Schemas;
  /** Shapes the row of a sign-up before it is written: sets defaults, derives a name. Called once a sign-up, outside its transaction. */
  readonly createUser: ((draft: UserDraft) => UserDraft | Promise<UserDraft>) | null;
  /** Changes the user object before it goes out, on both faces. */
  readonly userObject: ((object: UserView, user: UserFacts) => UserView) | null;
  readonly tokenManager: TokenManager | null;
  /** Fields of your own, by their names in the API. */
  readonly customUserFields: CustomFieldTable;
  /** Code of yours that hears what happened to accounts, after it is committed (`Listener`). */
  readonly eventListeners: Listeners;
};

/** Yours to edit. */
export const settings: Settings = {
  siteName: "Latchkey",
  mailContext: {},
  nameInMails: null,
  mailSetOf: null,
  mailSender: null,
  verificationUrlBuilder: null,
  schemas: { register: (schema) => schema, profile: (schema) => schema, email: (schema) => schema },
  createUser: null,
  userObject: null,
  tokenManager: null,
  customUserFields: {},
  eventListeners: {},
};
