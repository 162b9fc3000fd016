import { z } from "zod";
import type { CanonicalEmail } from "#lib/identity/email-address.ts";
import type { FieldCode } from "./codes.ts";
import { customFieldsOf } from "./custom-fields.ts";
import {
  type CustomFields,
  confirmationField,
  emailField,
  loginField,
  nameField,
  optionalField,
  passwordField,
  termsField,
  usernameField,
} from "./fields.ts";
import { linkFields, linkText } from "./link.ts";
import { refuseDifferingConfirmation } from "./password.ts";

/** The settings that change the sign-up's body. */
export type RegisterOptions = {
  /** REGISTER_SERIALIZER_PASSWORD_CONFIRM. */
  readonly passwordConfirm: boolean;
  /** ACCOUNT_USERNAME_REQUIRED. */
  readonly usernameRequired: boolean;
  /** False at `accounts/register/`, where the use case answers `user_without_email`. */
  readonly emailRequired: boolean;
  /** TERMS_OF_SERVICE_URL is set. */
  readonly termsRequired: boolean;
  readonly customFields?: CustomFields;
};

/** A sign-up; `email` in canonical form, `username` in NFKC, the adopter's fields apart. */
export type RegisterInput = {
  username?: string | undefined;
  email?: CanonicalEmail | undefined;
  password: string;
  password_confirm?: string | undefined;
  first_name: string;
  last_name: string;
  tos?: boolean | undefined;
  customFields: Readonly<Record<string, unknown>>;
};

/** `register/`. The password's strength is judged by the use case, which knows the other fields to compare it with. */
export function registerBody(options: RegisterOptions): z.ZodType<RegisterInput> {
  const { own, collect } = customFieldsOf(options.customFields);
  return z
    .object({
      ...own,
      username: options.usernameRequired ? usernameField : optionalField(usernameField),
      email: options.emailRequired ? emailField : optionalField(emailField),
      password: passwordField,
      password_confirm: passwordField,
      first_name: nameField.default(""),
      last_name: nameField.default(""),
      tos: termsField,
    })
    .omit({
      ...(!options.passwordConfirm && { password_confirm: true }),
      ...(!options.termsRequired && { tos: true }),
    })
    .superRefine(refuseDifferingConfirmation)
    .transform(collect);
}

/** `correct-registration/`: the address the mail should have gone to. */
export const correctRegistrationBody = z.object({ email: emailField });
/** The corrected address. */
export type CorrectRegistrationInput = z.infer<typeof correctRegistrationBody>;

const proofFields = {
  password: optionalField(passwordField),
  new_password: optionalField(passwordField),
  // Kept even when empty, so that an empty confirmation of a new password differs from it.
  new_password_confirm: confirmationField.optional(),
};

/** What may prove that whoever opens a link is the one who signed up. */
export type RegistrantProof = {
  password?: string | undefined;
  new_password?: string | undefined;
  new_password_confirm?: string | undefined;
};

/**
 * `verify-registration/`: the link and, for the page, a proof of the registrant. Empty inputs count as
 * absent, because the page's form sends them all. Confirmation: `confirmationRefusals`, after the link is proven.
 */
export const verifyRegistrationBody = z.object({ ...linkFields, ...proofFields });
/** The link and the proof, if any. */
export type VerifyRegistrationInput = z.infer<typeof verifyRegistrationBody>;

/** `activate/`: the same with an activation key in the place of the three parameters. */
export const activateBody = z.object({ activation_key: linkText, ...proofFields });
/** The key and the proof, if any. */
export type ActivateInput = z.infer<typeof activateBody>;

const required: FieldCode = "required";

/** `resend-verification/` for the holder of a registrant cookie, which names the row by itself. */
export const resendOwnVerificationBody = z.object({
  email: optionalField(emailField),
  login: optionalField(loginField),
});
/** Whoever is named; nobody only where the registrant cookie does. */
export type ResendVerificationInput = z.infer<typeof resendOwnVerificationBody>;

/** `resend-verification/`: `email` or `login`. */
export const resendVerificationBody = resendOwnVerificationBody.refine(
  ({ email, login }) => email !== undefined || login !== undefined,
  { error: required, path: ["email"] },
);
