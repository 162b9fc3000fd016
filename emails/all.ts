import { type AccountDeletedProps, accountDeleted } from "./account-deleted.tsx";
import { type AlreadyRegisteredProps, alreadyRegistered } from "./already-registered.tsx";
import { type EmailChangeRequestedProps, emailChangeRequested } from "./email-change-requested.tsx";
import { type EmailChangedProps, emailChanged } from "./email-changed.tsx";
import { type EmailInUseProps, emailInUse } from "./email-in-use.tsx";
import { type IdentityLinkedProps, identityLinked } from "./identity-linked.tsx";
import { type IdentityUnlinkedProps, identityUnlinked } from "./identity-unlinked.tsx";
import { type NewSignInProps, newSignIn } from "./new-sign-in.tsx";
import type { Mail } from "./parts/mail.ts";
import { type PasswordChangedProps, passwordChanged } from "./password-changed.tsx";
import { type ResetPasswordProps, resetPassword } from "./reset-password.tsx";
import { type SessionsEndedProps, sessionsEnded } from "./sessions-ended.tsx";
import { type VerifyNewEmailProps, verifyNewEmail } from "./verify-new-email.tsx";
import { type VerifyRegistrationProps, verifyRegistration } from "./verify-registration.tsx";

/** Every mail and what it must be told. */
export type MailProps = {
  readonly "verify-registration": VerifyRegistrationProps;
  readonly "already-registered": AlreadyRegisteredProps;
  readonly "verify-new-email": VerifyNewEmailProps;
  readonly "email-in-use": EmailInUseProps;
  readonly "email-change-requested": EmailChangeRequestedProps;
  readonly "email-changed": EmailChangedProps;
  readonly "reset-password": ResetPasswordProps;
  readonly "password-changed": PasswordChangedProps;
  readonly "new-sign-in": NewSignInProps;
  readonly "sessions-ended": SessionsEndedProps;
  readonly "identity-linked": IdentityLinkedProps;
  readonly "identity-unlinked": IdentityUnlinkedProps;
  readonly "account-deleted": AccountDeletedProps;
};

/** The name of a mail: also of its file in `emails/` and of its texts in `mails.json`. */
export type MailName = keyof MailProps;

/** Each mail as its file writes it. */
export type Mails = { readonly [Name in MailName]: Mail<MailProps[Name]> };

/** Ours. */
export const mails: Mails = {
  "verify-registration": verifyRegistration,
  "already-registered": alreadyRegistered,
  "verify-new-email": verifyNewEmail,
  "email-in-use": emailInUse,
  "email-change-requested": emailChangeRequested,
  "email-changed": emailChanged,
  "reset-password": resetPassword,
  "password-changed": passwordChanged,
  "new-sign-in": newSignIn,
  "sessions-ended": sessionsEnded,
  "identity-linked": identityLinked,
  "identity-unlinked": identityUnlinked,
  "account-deleted": accountDeleted,
};
