import type { z } from "zod";
import { env } from "#lib/env.ts";
import { authRegisterBody } from "#lib/schemas/auth-registration.ts";
import { writableFields } from "#lib/schemas/custom-field.ts";
import { customSchemas } from "#lib/schemas/custom-field-schemas.ts";
import { type RegisterInput, registerBody } from "#lib/schemas/registration.ts";
import { settings } from "#lib/settings.ts";

const asSettingsSay = () => ({
  usernameRequired: env().ACCOUNT_USERNAME_REQUIRED,
  termsRequired: env().TERMS_OF_SERVICE_URL !== undefined,
  customFields: customSchemas(writableFields(settings.customUserFields, "registration")),
});

/** The body of the auth face's `registration/` as the settings shape it. */
export function authRegistrationBody(): z.ZodType<RegisterInput> {
  return settings.schemas.register(
    authRegisterBody({ ...asSettingsSay(), emailRequired: env().ACCOUNT_EMAIL_REQUIRED }),
  );
}

/** The body of `register/` as the settings shape it. A missing address is the use case's to refuse. */
export function registrationBody(): z.ZodType<RegisterInput> {
  const passwordConfirm = env().REGISTER_SERIALIZER_PASSWORD_CONFIRM;
  return settings.schemas.register(registerBody({ ...asSettingsSay(), passwordConfirm, emailRequired: false }));
}
