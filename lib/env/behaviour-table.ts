import { z } from "zod";
import { choice, cookieName, count, flag, list, page, period, text, webAddress } from "./kinds.ts";
import { optional, setting } from "./setting.ts";

const isFieldName = (item: string) => /^[a-z][a-z0-9_]{0,62}$/.test(item);
const fields = () => list(isFieldName, "field names such as first_name");
const loginFields = () => list((item) => item === "username" || item === "email", "username, email or both");

const jwtCookie = () => cookieName(["session", "reg", "device", "flash", "social"]);

/** A switch of the models that has only one right position here. */
function always(position: boolean, reason: string) {
  return flag().refine((value) => value === position, { error: `cannot be ${!position}: ${reason}` });
}

const onceOnly = "a link that works twice lets whoever finds it later in; every link here is used once";
const noScripts = "a token that scripts can read is stolen by the first injected one";
const noGet = "mail scanners open every link; only a POST confirms here";

/** Who may register, and how the address is verified. */
export const registrationTable = z.object({
  REGISTRATION_OPEN: setting(flag(), "true", "Whether anybody may register."),
  ACCOUNT_EMAIL_VERIFICATION: setting(
    choice(["mandatory", "optional", "none"]),
    "mandatory",
    "Whether an address must be proven before the account can be used.",
  ),
  REGISTER_VERIFICATION_PROOF: setting(
    choice(["page", "always", "never"]),
    "page",
    "Who must prove to be the registrant when a verification link is used: our own pages' visitors, everybody, nobody.",
  ),
  REGISTER_VERIFICATION_PERIOD: setting(period(), "7d", "How long a verification link lives."),
  REGISTER_VERIFICATION_AUTO_LOGIN: setting(flag(), "false", "Verification in the browser that registered logs in."),
  REGISTER_VERIFICATION_ONE_TIME_USE: setting(always(true, onceOnly), "true", "Always true."),
  REGISTER_VERIFICATION_URL: setting(page(), "/verify-user", "Where verification links lead."),
  REGISTER_SERIALIZER_PASSWORD_CONFIRM: setting(flag(), "true", "Registration asks for the password twice."),
  REGISTER_REVEAL_TAKEN_EMAIL: setting(flag(), "false", "Registration says when an address already has an account."),
  REGISTRATION_SALT: setting(
    text(),
    "registration",
    "Part of every activation key; a change kills those on their way.",
  ),
  REGISTRATION_LINK: setting(
    choice(["verify-user", "activation-key"]),
    "verify-user",
    "Which form of link the verification mail carries.",
  ),
  ACCOUNT_USERNAME_REQUIRED: setting(
    flag(),
    "true",
    "Registration demands a username. If not, the screens ask for an address alone; the APIs take a username that is given.",
  ),
  ACCOUNT_EMAIL_REQUIRED: setting(flag(), "true", "Registration demands an address."),
  ACCOUNT_CONFIRM_EMAIL_ON_GET: setting(always(false, noGet), "false", "Always false."),
  TERMS_OF_SERVICE_URL: optional(
    webAddress(),
    "no terms",
    "Registration asks for consent to the terms at this address.",
  ),
  VERIFY_REGISTRATION_SUCCESS_URL: optional(page(), "our page", "Where the verification page goes when it worked."),
  VERIFY_REGISTRATION_FAILURE_URL: optional(page(), "our page", "Where the verification page goes when it failed."),
});

/** Passwords, and how a forgotten one is reset. */
export const passwordTable = z.object({
  PASSWORD_MIN_LENGTH: setting(count(8, 128), "8", "The shortest password, in characters. NIST advises 15."),
  PASSWORD_HASH_MEMORY_KIB: setting(
    count(19_456, 262_144),
    "19456",
    "Memory of one argon2id hash in KiB. The default is OWASP's least; hashes of another cost are made anew at a login.",
  ),
  PASSWORD_HASH_PASSES: setting(count(2, 16), "2", "Passes of argon2id over that memory."),
  CHANGE_PASSWORD_SERIALIZER_PASSWORD_CONFIRM: setting(flag(), "true", "A change asks for the new password twice."),
  OLD_PASSWORD_FIELD_ENABLED: setting(flag(), "true", "/api/v1/auth/password/change/ asks for the old password."),
  ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE: setting(flag(), "false", "A change ends the session that made it, too."),
  RESET_PASSWORD_VERIFICATION_ENABLED: setting(flag(), "true", "Whether a forgotten password can be reset by mail."),
  RESET_PASSWORD_VERIFICATION_PERIOD: setting(period(), "1d", "How long a reset link lives."),
  RESET_PASSWORD_VERIFICATION_ONE_TIME_USE: setting(always(true, onceOnly), "true", "Always true."),
  RESET_PASSWORD_VERIFICATION_URL: setting(page(), "/reset-password", "Where reset links lead."),
  RESET_PASSWORD_SERIALIZER_PASSWORD_CONFIRM: setting(flag(), "false", "A reset asks for the new password twice."),
  RESET_PASSWORD_FAIL_WHEN_USER_NOT_FOUND: setting(
    flag(),
    "false",
    "The reset request tells when nobody has that name.",
  ),
  SEND_RESET_PASSWORD_LINK_SERIALIZER_USE_EMAIL: setting(flag(), "false", "The request's field is email, not login."),
  RESET_PASSWORD_SUCCESS_URL: optional(page(), "our page", "Where the reset page goes when it worked."),
  RESET_PASSWORD_FAILURE_URL: optional(page(), "our page", "Where the reset page goes when it failed."),
});

/** Login, sessions, the profile and the change of an address. */
export const accountTable = z.object({
  USER_LOGIN_FIELDS: setting(loginFields(), "username,email", "What one may log in with."),
  USER_PUBLIC_FIELDS: optional(fields(), "all", "The fields of the user object."),
  USER_EDITABLE_FIELDS: optional(fields(), "all but id and email", "The fields a profile update may change."),
  USER_HIDDEN_FIELDS: setting(fields(), "", "Fields that are never shown."),
  USER_VERIFICATION_ID_FIELD: setting(choice(["id", "username"]), "id", "What user_id in links holds."),
  LOGIN_AUTHENTICATE_SESSION: setting(flag(), "true", "Login opens a session and sets its cookie."),
  LOGIN_RETRIEVE_TOKEN: setting(flag(), "false", "Login answers an API token."),
  LOGIN_URL: setting(page(), "/login", "Where one logs in."),
  LOGIN_REDIRECT_URL: setting(page(), "/account", "Where a login leads."),
  LOGOUT_REDIRECT_URL: setting(page(), "/login", "Where a logout leads."),
  NOTIFY_NEW_SIGN_IN: setting(flag(), "true", "A login from a new device is told by mail."),
  REGISTER_EMAIL_VERIFICATION_ENABLED: setting(flag(), "true", "A new address must be proven before it counts."),
  REGISTER_EMAIL_VERIFICATION_PERIOD: setting(period(), "7d", "How long the link to a new address lives."),
  REGISTER_EMAIL_VERIFICATION_URL: setting(page(), "/verify-email", "Where links to a new address lead."),
  VERIFY_EMAIL_SUCCESS_URL: optional(page(), "our page", "Where the page of that link goes when it worked."),
  VERIFY_EMAIL_FAILURE_URL: optional(page(), "our page", "Where the page of that link goes when it failed."),
  USE_NON_FIELD_ERRORS_KEY_FROM_DRF_SETTINGS: setting(
    flag(),
    "false",
    'Errors that belong to no field are {"non_field_errors": [...]} instead of {"detail": ...}.',
  ),
});

/** The tokens of /api/v1/auth/. */
export const tokenTable = z.object({
  JWT_AUTH_COOKIE: optional(
    jwtCookie(),
    "no cookie",
    "The name of a cookie that carries the access token too; with https it gets the prefix __Host-.",
  ),
  JWT_AUTH_REFRESH_COOKIE: optional(
    jwtCookie(),
    "no cookie",
    "The name of a cookie that carries the refresh token; it then stands in no answer's body.",
  ),
  JWT_AUTH_HTTPONLY: setting(always(true, noScripts), "true", "Always true."),
  JWT_AUTH_RETURN_EXPIRATION: setting(flag(), "false", "Login and registration tell when their tokens expire."),
});
