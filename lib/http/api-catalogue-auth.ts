import { nothing, registeredForTokens, said, tokenLogin, tokenPair, userOfAuthFace } from "./api-answers.ts";
import { type ApiPathEntry, passwordCodes, usernameCodes } from "./api-entry.ts";
import { ada, link, spelt, tokens } from "./api-examples.ts";

const setUser = {
  summary: "Set one's profile",
  status: 200,
  answer: userOfAuthFace,
  codes: [...usernameCodes, "throttled"],
} as const;

/** The same rules under the names of dj-rest-auth, with access and refresh tokens. */
export const authCatalogue = {
  "/api/v1/auth/registration/": {
    POST: {
      summary: "Sign up",
      description: "Where verification is not mandatory the answer is that of a login.",
      status: 201,
      request: { username: ada.username, email: ada.email, password1: ada.password, password2: ada.password },
      answer: registeredForTokens,
      codes: [...usernameCodes, "invalid_email", "email_taken", "password_fields_differ", ...passwordCodes],
    },
  },
  "/api/v1/auth/registration/verify-email/": {
    POST: {
      summary: "Verify the address",
      description:
        "Takes an activation key, or user_id, timestamp and signature of the link joined by colons. A key that does not work is 404.",
      status: 200,
      request: { key: spelt.activationKey },
      answer: said("ok"),
      codes: ["not_found", "proof_required", "email_already_registered"],
    },
  },
  "/api/v1/auth/registration/resend-email/": {
    POST: {
      summary: "Send the verification mail again",
      status: 200,
      request: { email: ada.email },
      answer: said("ok"),
      codes: ["invalid_email"],
    },
  },
  "/api/v1/auth/login/": {
    POST: {
      summary: "Log in for a pair of tokens",
      description: "The access token lives five minutes, the refresh token a day. Both die with their session.",
      status: 200,
      request: { username: ada.username, password: ada.password },
      answer: tokenLogin,
      codes: ["login_name_missing", "invalid_email", "unable_to_log_in", "email_not_verified"],
    },
  },
  "/api/v1/auth/{provider}/": {
    POST: {
      summary: "Log in by another service for a pair of tokens",
      description:
        "Takes code with code_verifier and a redirect_uri of SOCIAL_REDIRECT_URIS, or an id_token made for this client, or an access_token where the service confirms that it was made for this client. Whoever has no account gets one; username, names, tos and custom fields may be in the body.",
      status: 200,
      request: { code: "4/0AX4XfWh", code_verifier: spelt.codeVerifier, redirect_uri: "https://app.example/callback" },
      answer: tokenLogin,
      codes: [
        ...["social_proof_missing", "invalid", "invalid_choice", "incorrect_value", "provider_unavailable"],
        ...["social_email_taken", "social_email_missing", "registration_closed", "terms_not_accepted"],
        ...usernameCodes,
      ] as const,
    },
  },
  "/api/v1/auth/logout/": {
    POST: {
      summary: "Log out",
      description: "Ends the session of the caller and the one behind the refresh token.",
      status: 200,
      request: { refresh: tokens.refresh },
      answer: said("Successfully logged out."),
      codes: [],
    },
  },
  "/api/v1/auth/user/": {
    GET: { summary: "Read one's profile", status: 200, answer: userOfAuthFace, codes: [] },
    PUT: { ...setUser, request: { username: ada.username, first_name: "Ada" } },
    PATCH: { ...setUser, request: { first_name: "Ada" } },
  },
  "/api/v1/auth/password/change/": {
    POST: {
      summary: "Change the password",
      status: 200,
      request: { old_password: ada.password, new_password1: ada.newPassword, new_password2: ada.newPassword },
      answer: said("New password has been saved."),
      codes: [
        "old_password_wrong",
        "password_fields_differ",
        "reauthentication_required",
        "throttled",
        ...passwordCodes,
      ],
    },
  },
  "/api/v1/auth/password/reset/": {
    POST: {
      summary: "Mail a link to reset the password",
      description: "The answer is the same whoever is named.",
      status: 200,
      request: { email: ada.email },
      answer: said("Password reset e-mail has been sent."),
      codes: ["invalid_email"],
    },
  },
  "/api/v1/auth/password/reset/confirm/": {
    POST: {
      summary: "Set a new password by the link of the mail",
      status: 200,
      request: {
        uid: link.user_id,
        token: spelt.resetToken,
        new_password1: ada.newPassword,
        new_password2: ada.newPassword,
      },
      answer: said("Password has been reset with the new password."),
      codes: ["invalid_value", "email_already_registered", "password_fields_differ", ...passwordCodes],
    },
  },
  "/api/v1/auth/token/verify/": {
    POST: {
      summary: "Ask whether a token would be accepted",
      status: 200,
      request: { token: tokens.access },
      answer: nothing,
      codes: ["token_not_valid"],
    },
  },
  "/api/v1/auth/token/refresh/": {
    POST: {
      summary: "Exchange a refresh token for a new pair",
      description: "Again within ten seconds it gives a sibling; later it ends the whole session.",
      status: 200,
      request: { refresh: tokens.refresh },
      answer: tokenPair,
      codes: ["token_not_valid"],
    },
  },
} as const satisfies Record<string, ApiPathEntry>;
