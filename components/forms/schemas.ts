import type { ChangePasswordOptions, SendResetPasswordLinkOptions } from "#lib/schemas/password.ts";
import type { ProfileOptions } from "#lib/schemas/profile.ts";
import type { RegisterOptions } from "#lib/schemas/registration.ts";
import type { FormSchema, LoadedSchema } from "./resolver.ts";

type AllOptions = Omit<
  RegisterOptions & ChangePasswordOptions & SendResetPasswordLinkOptions & ProfileOptions,
  "customFields"
>;

/** The settings that change a form's schema, as far as they differ from the defaults of the contract. */
export type SchemaOptions = Partial<AllOptions>;

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

const registration = () => import("#lib/schemas/registration.ts");
const login = () => import("#lib/schemas/login.ts");
const password = () => import("#lib/schemas/password.ts");
const emailChange = () => import("#lib/schemas/email-change.ts");
const profile = () => import("#lib/schemas/profile.ts");
const account = () => import("#lib/schemas/account.ts");

// Loaded by part and on demand: zod weighs more than all our own script, and is wanted when a form is first touched.
const loaders = {
  register: async (options: AllOptions) => (await registration()).registerBody(options),
  "correct-registration": async () => (await registration()).correctRegistrationBody,
  "verify-registration": async () => (await registration()).verifyRegistrationBody,
  "resend-verification": async () => (await registration()).resendVerificationBody,
  login: async () => (await login()).loginBody,
  reauthenticate: async () => (await login()).reauthenticateBody,
  "send-reset-password-link": async (options: AllOptions) => (await password()).sendResetPasswordLinkBody(options),
  "reset-password": async (options: AllOptions) => (await password()).resetPasswordBody(options),
  "change-password": async (options: AllOptions) => (await password()).changePasswordBody(options),
  "register-email": async () => (await emailChange()).registerEmailBody,
  "verify-email": async () => (await emailChange()).verifyEmailBody,
  "undo-email-change": async () => (await emailChange()).undoEmailChangeBody,
  profile: async (options: AllOptions) => (await profile()).profileBody(options),
  "delete-account": async () => (await account()).deleteAccountBody,
} satisfies Record<string, (options: AllOptions) => Promise<FormSchema>>;

/** An endpoint of the accounts API that has a form. */
export type FormEndpoint = keyof typeof loaders;

/** Loads the schema of an endpoint and the reader of its errors. */
export async function loadSchema(endpoint: FormEndpoint, options: SchemaOptions): Promise<LoadedSchema> {
  const all = { ...defaults, ...options };
  const [schema, codes] = await Promise.all([loaders[endpoint](all), import("#lib/schemas/codes.ts")]);
  return { schema, refusals: codes.fieldRefusals };
}
