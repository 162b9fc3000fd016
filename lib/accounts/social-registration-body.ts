import type { z } from "zod";
import { env } from "#lib/env.ts";
import { writableFields } from "#lib/schemas/custom-field.ts";
import { customSchemas } from "#lib/schemas/custom-field-schemas.ts";
import { type SocialRegisterInput, socialRegisterBody } from "#lib/schemas/social.ts";
import { settings } from "#lib/settings.ts";

/** What `/register/social` must ask, as the settings shape it. The auth face finds a username where none is given. */
export function socialRegistrationBody({ findsUsername = false } = {}): z.ZodType<SocialRegisterInput> {
  const body = socialRegisterBody({
    usernameRequired: env().ACCOUNT_USERNAME_REQUIRED && !findsUsername,
    termsRequired: env().TERMS_OF_SERVICE_URL !== undefined,
    customFields: customSchemas(writableFields(settings.customUserFields, "registration")),
  });
  return settings.schemas.register(body);
}
