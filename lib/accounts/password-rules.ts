import { env } from "#lib/env.ts";
import { type PasswordCode, passwordRefusals } from "#lib/passwords/policy.ts";
import type { Refusal } from "#lib/result.ts";
import { settings } from "#lib/settings.ts";

/** Whose password it is to be: what it must not resemble. */
export type PasswordOwner = {
  readonly username: string | null;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
};

/** What a new password breaks, at the field it was typed in; empty when it may be set. */
export function newPasswordRefusals(
  password: string,
  owner: PasswordOwner,
  field = "password",
): Refusal<PasswordCode>[] {
  const productNames = [settings.siteName];
  return passwordRefusals(password, { ...owner, field, productNames, minLength: env().PASSWORD_MIN_LENGTH });
}
