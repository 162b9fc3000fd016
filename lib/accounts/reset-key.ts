import { env } from "#lib/env.ts";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { usernameKey } from "#lib/identity/username-key.ts";

/** How a name typed into the forgotten-password form is looked up; USER_LOGIN_FIELDS says which kinds count. */
export function resetKey(login: string): { readonly usernameKey: string | null; readonly email: string | null } {
  const { USER_LOGIN_FIELDS: fields, SEND_RESET_PASSWORD_LINK_SERIALIZER_USE_EMAIL: byEmail } = env();
  const isEmail = login.includes("@");
  return {
    usernameKey: isEmail || byEmail || !fields.includes("username") ? null : usernameKey(login),
    email: isEmail && (byEmail || fields.includes("email")) ? canonicalEmail(login) : null,
  };
}
