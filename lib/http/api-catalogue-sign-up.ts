import { correctedRegistration, loggedIn, registrationState, said, user } from "./api-answers.ts";
import { type ApiPathEntry, linkCodes, passwordCodes, usernameCodes } from "./api-entry.ts";
import { ada, link, spelt } from "./api-examples.ts";

const activation = [...linkCodes, "already_activated", "proof_required", "email_already_registered"] as const;
const verified = loggedIn("User verified successfully");

/** Signing up and proving the address. */
export const signUpCatalogue = {
  "/api/v1/accounts/register/": {
    POST: {
      summary: "Sign up",
      description:
        "The account is pending until its address is verified by the link in the mail. The answer is the same for an address that has an account already: the mail tells its owner.",
      status: 201,
      request: { username: ada.username, email: ada.email, password: ada.password, password_confirm: ada.password },
      answer: user,
      codes: [...usernameCodes, "invalid_email", "user_without_email", "email_taken", ...passwordCodes],
    },
  },
  "/api/v1/accounts/registration-status/": {
    GET: {
      summary: "How the sign-up of this browser stands",
      description: "Known by the registrant cookie that the sign-up set. It never opens a session.",
      status: 200,
      answer: registrationState,
      codes: [],
    },
  },
  "/api/v1/accounts/correct-registration/": {
    POST: {
      summary: "Correct the address of this browser's sign-up",
      description: "Needs the registrant cookie. The old link is dead, a new mail goes. Three times a sign-up.",
      status: 200,
      request: { email: ada.newEmail },
      answer: correctedRegistration,
      codes: ["invalid_email", "registration_not_found", "corrections_used_up"],
    },
  },
  "/api/v1/accounts/verify-registration/": {
    POST: {
      summary: "Verify the address by the link of the mail",
      description:
        "From our own pages a proof of the registrant is asked for too: the registrant cookie, the password chosen at sign-up, or a new one.",
      status: 200,
      request: link,
      answer: verified,
      codes: [...activation, ...passwordCodes],
    },
  },
  "/api/v1/accounts/activate/": {
    POST: {
      summary: "Verify the address by an activation key",
      description: "The same link in the form of django-registration.",
      status: 200,
      request: { activation_key: spelt.activationKey },
      answer: verified,
      codes: [...activation, ...passwordCodes],
    },
  },
  "/api/v1/accounts/resend-verification/": {
    POST: {
      summary: "Send the verification mail again",
      description: "The answer is the same whoever is named. At most one mail a minute and address.",
      status: 200,
      request: { email: ada.email },
      answer: said("Verification email sent if the account exists and is not verified"),
      codes: ["invalid_email"],
    },
  },
} as const satisfies Record<string, ApiPathEntry>;
