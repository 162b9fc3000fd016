import type { z } from "zod";
import { env } from "#lib/env.ts";
import { type SocialRegisterInput, socialRegisterBody } from "#lib/schemas/social.ts";
import { settings } from "#lib/settings.ts";

/** What `/register/social` must ask, as the settings shape it. The auth face finds a username where none is given. */
export function socialRegistrationBody({ findsUsername = false } = {}): z.ZodType<SocialRegisterInput> {
  return socialRegisterBody({
    usernameRequired: env().ACCOUNT_USERNAME_REQUIRED && !findsUsername,
    termsRequired: env().TERMS_OF_SERVICE_URL !== undefined,
    customFields: Object.fromEntries(
      Object.entries(settings.customUserFields).map(([name, { schema }]) => [name, schema]),
    ),
  });
}
