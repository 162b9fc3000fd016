import { env } from "#lib/env.ts";
import { masterKeys } from "#lib/keys.ts";
import { makeActivationKey } from "#lib/links/activation-key.ts";
import type { LinkPurpose } from "#lib/links/purposes.ts";
import { signLink } from "#lib/links/sign.ts";
import { linkUrl } from "#lib/links/url.ts";
import { settings } from "#lib/settings.ts";
import { linkIdOf } from "./link-user.ts";

/** Whom a link is for, as the database says it at the moment of sending. */
export type LinkOwner = {
  readonly userId: string;
  readonly username: string | null;
  readonly email: string;
  readonly securityVersion: bigint;
};

type Purpose = Exclude<LinkPurpose, "email-undo">;

/** When the mail was asked for, by the database clock, and the address inside an email-change link. */
type Moment = { readonly bornAt: Date; readonly newEmail?: string };

/**
 * The signed link a mail carries: timestamp of the job, state of the row, base from the settings, never from a
 * request.
 */
export function mailedLink(purpose: Purpose, owner: LinkOwner, { bornAt, newEmail }: Moment): string {
  const timestamp = Math.floor(bornAt.getTime() / 1000);
  if (purpose === "register" && env().REGISTRATION_LINK === "activation-key") return activationLink(owner, timestamp);
  const userId = linkIdOf(owner);
  const signature = signLink({
    keys: masterKeys(),
    origin: env().APP_URL,
    purpose,
    userId,
    timestamp,
    email: newEmail ?? owner.email,
    state: owner.securityVersion,
  });
  const parameters = { userId, timestamp, signature, ...(newEmail === undefined ? {} : { email: newEmail }) };
  return built(purpose, { base: baseOf(purpose), ...parameters });
}

function activationLink(owner: LinkOwner, timestamp: number): string {
  const key = makeActivationKey({
    keys: masterKeys(),
    origin: env().APP_URL,
    salt: env().REGISTRATION_SALT,
    name: owner.username ?? owner.userId,
    timestamp,
    email: owner.email,
    securityVersion: owner.securityVersion,
  });
  return `${env().APP_URL}/activate?${new URLSearchParams({ activation_key: key }).toString()}`;
}

function baseOf(purpose: Purpose): string {
  if (purpose === "register") return env().REGISTER_VERIFICATION_URL;
  return purpose === "reset-password" ? env().RESET_PASSWORD_VERIFICATION_URL : env().REGISTER_EMAIL_VERIFICATION_URL;
}

type Built = {
  readonly base: string;
  readonly userId: string;
  readonly timestamp: number;
  readonly signature: string;
  readonly email?: string;
};

function built(purpose: Purpose, { base, userId, timestamp, signature, email }: Built): string {
  const builder = settings.verificationUrlBuilder;
  if (!builder) return linkUrl(base, { userId, timestamp, signature, ...(email === undefined ? {} : { email }) });
  const parameters: [string, string][] = [
    ["user_id", userId],
    ["timestamp", String(timestamp)],
    ["signature", signature],
  ];
  if (email !== undefined) parameters.splice(1, 0, ["email", email]);
  return builder({ purpose, base, parameters });
}
