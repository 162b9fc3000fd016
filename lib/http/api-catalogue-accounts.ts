import { chosenLanguage, everything, said, user } from "./api-answers.ts";
import { type ApiPathEntry, linkCodes, passwordCodes, usernameCodes } from "./api-entry.ts";
import { ada, link } from "./api-examples.ts";

const setProfile = {
  summary: "Set one's profile",
  description: "What is left out of PATCH stays. Address, id and flags are no part of it.",
  status: 200,
  answer: user,
  codes: [...usernameCodes, "throttled"],
} as const;
const whole = { ...setProfile, request: { username: ada.username, first_name: "Ada" } } as const;

/** The password, the address and the account itself. */
export const accountsCatalogue = {
  "/api/v1/accounts/change-password/": {
    POST: {
      summary: "Change the password",
      description: "All other sessions, tokens and links die; this session stays, under a new cookie.",
      status: 200,
      request: { old_password: ada.password, password: ada.newPassword, password_confirm: ada.newPassword },
      answer: said("Password changed successfully"),
      codes: ["old_password_incorrect", "reauthentication_required", "throttled", ...passwordCodes],
    },
  },
  "/api/v1/accounts/send-reset-password-link/": {
    POST: {
      summary: "Mail a link to reset the password",
      description: "The answer is the same whoever is named.",
      status: 200,
      request: { login: ada.email },
      answer: said("Reset link sent if the user exists in database", "Reset link sent"),
      codes: ["user_not_found"],
    },
  },
  "/api/v1/accounts/reset-password/": {
    POST: {
      summary: "Set a new password by the link of the mail",
      description: "All sessions and tokens end; nobody is logged in by it.",
      status: 200,
      request: { ...link, password: ada.newPassword },
      answer: said("Reset password successful"),
      codes: [...linkCodes, "email_already_registered", ...passwordCodes],
    },
  },
  "/api/v1/accounts/register-email/": {
    POST: {
      summary: "Ask for another address",
      description: "The new address gets a link; until it is used the old one stays.",
      status: 200,
      request: { email: ada.newEmail },
      answer: said("Register email link email sent"),
      codes: ["invalid_email", "email_already_registered", "throttled"],
    },
  },
  "/api/v1/accounts/verify-email/": {
    POST: {
      summary: "Confirm the new address by the link of the mail",
      description: "From our own pages, where nobody is logged in, the password is asked for too.",
      status: 200,
      request: { ...link, email: ada.newEmail },
      answer: said("Email verified successfully"),
      codes: [...linkCodes, "email_already_registered", "reauthentication_required", "password_incorrect", "throttled"],
    },
  },
  "/api/v1/accounts/cancel-email-change/": {
    POST: {
      summary: "Take an open change of address back",
      status: 200,
      request: {},
      answer: said("Email change cancelled"),
      codes: [],
    },
  },
  "/api/v1/accounts/undo-email-change/": {
    POST: {
      summary: "Undo a change of address by the link in the old mailbox",
      description: "The address returns; password, sessions and tokens go; a reset link is mailed.",
      status: 200,
      request: { ...link, email: ada.email },
      answer: said("Email change undone"),
      codes: [...linkCodes, "invalid_email", "email_already_registered"],
    },
  },
  "/api/v1/accounts/profile/": {
    GET: { summary: "Read one's profile", status: 200, answer: user, codes: [] },
    PUT: whole,
    POST: whole,
    PATCH: { ...setProfile, request: { first_name: "Ada" } },
  },
  "/api/v1/accounts/language/": {
    POST: {
      summary: "Choose the language of pages and, logged in, of one's mails",
      description: "Kept in a cookie for a year. The words of errors follow `Accept-Language`.",
      status: 200,
      request: { language: "de" },
      answer: chosenLanguage,
      codes: ["invalid_choice", "throttled"],
    },
  },
  "/api/v1/accounts/delete-account/": {
    POST: {
      summary: "Delete the account",
      description: "At once and for good. Not while a change of address can still be undone.",
      status: 200,
      request: { password: ada.password },
      answer: said("Account deleted"),
      codes: ["password_incorrect", "undo_window_open", "throttled"],
    },
  },
  "/api/v1/accounts/export/": {
    GET: {
      summary: "Take along all that is kept about oneself",
      status: 200,
      answer: everything,
      codes: [],
    },
  },
} as const satisfies Record<string, ApiPathEntry>;
