import type { Addressee, Whereabouts } from "#emails/parts/mail.ts";
import type { MailMessage, MailName } from "./messages.ts";

const requestedAt = new Date("2026-11-21T08:01:02.345Z");
const weekLater = new Date("2026-11-28T08:01:02.000Z");
const link = "https://app.example/verify-user?user_id=6f1d6a0e&timestamp=1800000000&signature=lBHJbeUPivyh8Qen75sB2AVp";
const page = "https://app.example/login";
/** A reader whom notices know. */
export const ada = { name: "Ada", device: "Firefox on Linux", network: "192.0.2.0/24" };

/** One message of each mail. */
export type Samples = { readonly [Name in MailName]: MailMessage<Name> };

/** Every mail to this reader, at a fixed moment and with links of a host that is not there: for the tests and the gallery. */
export const samplesTo = (who: Addressee & Whereabouts): Samples => ({
  "verify-registration": {
    name: "verify-registration",
    props: { ...who, link, isActive: false, requestedAt, expiresAt: weekLater },
  },
  "already-registered": {
    name: "already-registered",
    props: { ...who, loginUrl: page, forgotPasswordUrl: "https://app.example/forgot-password", requestedAt },
  },
  "verify-new-email": { name: "verify-new-email", props: { ...who, link, requestedAt, expiresAt: weekLater } },
  "email-in-use": { name: "email-in-use", props: { ...who, loginUrl: page, requestedAt } },
  "email-change-requested": {
    name: "email-change-requested",
    props: { ...who, newEmail: "new@example.org", accountUrl: page, requestedAt },
  },
  "email-changed": {
    name: "email-changed",
    props: { ...who, newEmail: "new@example.org", link, hasReset: true, changedAt: requestedAt, expiresAt: weekLater },
  },
  "reset-password": { name: "reset-password", props: { ...who, link, requestedAt, expiresAt: weekLater } },
  "password-changed": { name: "password-changed", props: { ...who, forgotPasswordUrl: page, changedAt: requestedAt } },
  "new-sign-in": { name: "new-sign-in", props: { ...who, sessionsUrl: page, signedInAt: requestedAt } },
  "identity-linked": {
    name: "identity-linked",
    props: { ...who, service: "Acme", connectionsUrl: page, linkedAt: requestedAt },
  },
  "identity-unlinked": {
    name: "identity-unlinked",
    props: { ...who, service: "Acme", connectionsUrl: page, unlinkedAt: requestedAt },
  },
  "sessions-ended": { name: "sessions-ended", props: { ...who, loginUrl: page, endedAt: requestedAt } },
  "account-deleted": { name: "account-deleted", props: { ...who, deletedAt: requestedAt } },
});
