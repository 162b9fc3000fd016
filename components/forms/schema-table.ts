import { deleteAccountBody } from "#lib/schemas/account.ts";
import { fieldRefusals } from "#lib/schemas/codes.ts";
import type { CustomFieldTable } from "#lib/schemas/custom-field.ts";
import { customSchemas } from "#lib/schemas/custom-field-schemas.ts";
import { registerEmailBody, undoEmailChangeBody, verifyEmailBody } from "#lib/schemas/email-change.ts";
import { loginBody, reauthenticateBody } from "#lib/schemas/login.ts";
import {
  type ChangePasswordOptions,
  changePasswordBody,
  resetPasswordBody,
  type SendResetPasswordLinkOptions,
  sendResetPasswordLinkBody,
} from "#lib/schemas/password.ts";
import { type ProfileOptions, profileBody } from "#lib/schemas/profile.ts";
import {
  activateBody,
  correctRegistrationBody,
  type RegisterOptions,
  registerBody,
  resendVerificationBody,
  verifyRegistrationBody,
} from "#lib/schemas/registration.ts";
import { socialRegisterBody } from "#lib/schemas/social.ts";
import type { FormSchema, LoadedSchema } from "./resolver.ts";

type FormOptions = RegisterOptions & ChangePasswordOptions & SendResetPasswordLinkOptions & ProfileOptions;
type AllOptions = Omit<FormOptions, "customFields">;

/** The settings that change a form's schema, as far as they differ from the defaults; `ownFields` are an adopter's. */
export type SchemaOptions = Partial<AllOptions> & { readonly ownFields?: CustomFieldTable };

const defaults: AllOptions = {
  passwordConfirm: true,
  usernameRequired: true,
  emailRequired: true,
  termsRequired: false,
  oldPassword: true,
  useEmail: false,
  method: "put",
  editableFields: ["username", "first_name", "last_name"],
};

const anything: FormSchema = { safeParse: () => ({ success: true }) };

const table = {
  register: registerBody,
  "correct-registration": () => correctRegistrationBody,
  "verify-registration": () => verifyRegistrationBody,
  activate: () => activateBody,
  "resend-verification": () => resendVerificationBody,
  login: () => loginBody,
  reauthenticate: () => reauthenticateBody,
  "send-reset-password-link": sendResetPasswordLinkBody,
  "reset-password": resetPasswordBody,
  "change-password": changePasswordBody,
  "register-email": () => registerEmailBody,
  "verify-email": () => verifyEmailBody,
  "undo-email-change": () => undoEmailChangeBody,
  profile: profileBody,
  "delete-account": () => deleteAccountBody,
  sessions: () => anything,
  connections: () => anything,
  "social-registration": socialRegisterBody,
} satisfies Record<string, (options: FormOptions) => FormSchema>;

/** An endpoint of the accounts API that has a form. */
export type FormEndpoint = keyof typeof table;

/** The schema of an endpoint and the reader of its errors. Its file is loaded on demand: see `ApiForm`. */
export function schemaOf(endpoint: FormEndpoint, { ownFields = {}, ...options }: SchemaOptions): LoadedSchema {
  const customFields = customSchemas(ownFields);
  return { schema: table[endpoint]({ ...defaults, ...options, customFields }), refusals: fieldRefusals };
}
