import type { Locale } from "#lib/i18n/locales.ts";

/** What the operator decided about an import. */
export type ImportRules = {
  /** What becomes of users that Django calls inactive: disabled accounts, sign-ups that wait for their mail, nothing. */
  readonly inactive: "disable" | "pending" | "skip";
  /** Whether the addresses of active users count as proven. */
  readonly isVerified: boolean;
  /** Whether a hash that cannot be taken over is dropped, so that its owner sets a new password by mail. */
  readonly dropsBadHashes: boolean;
  /** The language of users whose row names none. */
  readonly locale: Locale;
  /** ACCOUNT_USERNAME_REQUIRED and ACCOUNT_EMAIL_REQUIRED. */
  readonly usernameRequired: boolean;
  readonly emailRequired: boolean;
};

/** A user ready to be written. */
export type ImportedUser = {
  readonly id: string;
  readonly status: "active" | "pending";
  readonly username: string | null;
  readonly usernameKey: string | null;
  readonly email: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: Locale;
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly passwordHash: string | null;
  readonly isVerified: boolean;
  readonly isDisabled: boolean;
  /** ISO 8601; null: now. */
  readonly createdAt: string | null;
  readonly lastLoginAt: string | null;
};

/** Something about one row: why it cannot be imported, or what is worth knowing though it can. */
export type Remark = { readonly where: string; readonly field: string; readonly sentence: string };
