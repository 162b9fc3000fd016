import { type AccountDeletedProps, accountDeleted } from "#emails/account-deleted.tsx";
import { type AlreadyRegisteredProps, alreadyRegistered } from "#emails/already-registered.tsx";
import { type EmailChangeRequestedProps, emailChangeRequested } from "#emails/email-change-requested.tsx";
import { type EmailChangedProps, emailChanged } from "#emails/email-changed.tsx";
import { type EmailInUseProps, emailInUse } from "#emails/email-in-use.tsx";
import { type IdentityLinkedProps, identityLinked } from "#emails/identity-linked.tsx";
import { type IdentityUnlinkedProps, identityUnlinked } from "#emails/identity-unlinked.tsx";
import { type NewSignInProps, newSignIn } from "#emails/new-sign-in.tsx";
import type { Mail } from "#emails/parts/mail.ts";
import { type PasswordChangedProps, passwordChanged } from "#emails/password-changed.tsx";
import { type ResetPasswordProps, resetPassword } from "#emails/reset-password.tsx";
import { type SessionsEndedProps, sessionsEnded } from "#emails/sessions-ended.tsx";
import { type VerifyNewEmailProps, verifyNewEmail } from "#emails/verify-new-email.tsx";
import { type VerifyRegistrationProps, verifyRegistration } from "#emails/verify-registration.tsx";

/** Every mail (contract §8) and what it must be told. */
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

/** A named mail with all it says; who it goes to stands beside it. */
export type MailMessage<Name extends MailName = MailName> = {
  [N in Name]: { readonly name: N; readonly props: MailProps[N] };
}[Name];

const mails: { readonly [Name in MailName]: Mail<MailProps[Name]> } = {
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

/** The file of `emails/` that writes this message, applied to it. */
export function writeMail<Name extends MailName>(
  message: MailMessage<Name>,
  context: Parameters<Mail<unknown>>[1],
): ReturnType<Mail<unknown>> {
  const mail: Mail<MailProps[Name]> = mails[message.name];
  return mail(message.props, context);
}
