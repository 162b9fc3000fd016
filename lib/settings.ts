import type { z } from "zod";
import type { Listeners } from "#lib/events/event.ts";

/** A column of your own on the account, kept in the row's `custom_fields`. */
export type CustomField = {
  /** Judges a value; its `error`s are codes of lib/schemas/codes.ts. */
  readonly schema: z.ZodType<string | number | boolean | null>;
  /** Part of the user object that the API answers. */
  readonly isPublic: boolean;
  /** May be set at registration and in the profile. */
  readonly isEditable: boolean;
};

/** What a verification link says; `parameters` are in the order of the contract (§3). */
export type LinkParts = {
  readonly purpose: "register" | "email-change" | "reset-password";
  /** The configured base address. */
  readonly base: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
};

/** What an adopter sets in code; scalar settings are environment variables (docs/settings.md). */
export type Settings = {
  /** The product's name in pages and mails. */
  readonly siteName: string;
  /** Values of your own for the mails in `emails/`. */
  readonly mailContext: Readonly<Record<string, string>>;
  /** Replaces the rule that makes a link's address; null: base, `?` and the parameters. */
  readonly verificationUrlBuilder: ((link: LinkParts) => string) | null;
  /** Fields of your own, by their names in the API. */
  readonly customUserFields: Readonly<Record<string, CustomField>>;
  /** Code of yours that hears what happened to accounts, after it is committed (`Listener`). */
  readonly eventListeners: Listeners;
};

/** Yours to edit. */
export const settings: Settings = {
  siteName: "Latchkey",
  mailContext: {},
  verificationUrlBuilder: null,
  customUserFields: {},
  eventListeners: {},
};
