import type { z } from "zod";
import { env } from "#lib/env.ts";
import { type RegisterInput, registerBody } from "#lib/schemas/registration.ts";
import { settings } from "#lib/settings.ts";

/** The body of `register/` as the settings shape it. A missing address is the use case's to refuse (contract §2). */
export function registrationBody(): z.ZodType<RegisterInput> {
  return registerBody({
    passwordConfirm: env().REGISTER_SERIALIZER_PASSWORD_CONFIRM,
    usernameRequired: env().ACCOUNT_USERNAME_REQUIRED,
    emailRequired: false,
    termsRequired: env().TERMS_OF_SERVICE_URL !== undefined,
    customFields: Object.fromEntries(
      Object.entries(settings.customUserFields).map(([name, { schema }]) => [name, schema]),
    ),
  });
}
