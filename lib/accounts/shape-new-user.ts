import { usernameKey } from "#lib/identity/username-key.ts";
import { settings } from "#lib/settings.ts";
import type { NewUser } from "./registration-store.ts";

/** The row of a sign-up as an adopter's `createUser` wants it; its address, password and state stay what they are. */
export async function shapeNewUser(user: NewUser): Promise<NewUser> {
  if (!settings.createUser) return user;
  const { username, firstName, lastName, customFields, locale } = await settings.createUser(user);
  const key = username === null ? null : usernameKey(username);
  return { ...user, username, usernameKey: key, firstName, lastName, customFields, locale };
}
