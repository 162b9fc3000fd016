import type { z } from "zod";
import { violates } from "#lib/db/errors.ts";
import { env } from "#lib/env.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { ok, type Result, refuse } from "#lib/result.ts";
import { writableFields } from "#lib/schemas/custom-field.ts";
import { customSchemas } from "#lib/schemas/custom-field-schemas.ts";
import { type ProfileInput, profileBody } from "#lib/schemas/profile.ts";
import type { Principal } from "#lib/sessions/principal.ts";
import { settings } from "#lib/settings.ts";
import { storeProfile } from "./profile-store.ts";
import { type UserView, userView } from "./user-view.ts";

/** The body of `profile/` as the settings shape it; `put` also for POST. */
export function profileInput(method: "put" | "patch"): z.ZodType<ProfileInput> {
  const body = profileBody({
    method,
    editableFields: editableFields(),
    usernameRequired: env().ACCOUNT_USERNAME_REQUIRED,
    customFields: customSchemas(writableFields(settings.customUserFields, "profile")),
  });
  return settings.schemas.profile(body);
}

/** The fields of one's profile that one may change: USER_EDITABLE_FIELDS, or all that their owner may write. */
export function editableFields(): readonly string[] {
  const own = Object.keys(writableFields(settings.customUserFields, "profile"));
  return env().USER_EDITABLE_FIELDS ?? ["username", "first_name", "last_name", ...own];
}

/**
 * Changes what a person may change about themselves; what is left out stays, also where another request changes it at the same
 * moment. Address, id and flags are no part of it. Refuses `username_taken` at its field, and `not_authenticated` where the
 * account was deleted meanwhile.
 */
export async function updateProfile(
  input: ProfileInput,
  principal: Principal,
): Promise<Result<UserView, "username_taken" | "not_authenticated">> {
  const { username, first_name: firstName, last_name: lastName, customFields } = input;
  const key = username === undefined ? undefined : usernameKey(username);
  try {
    const user = await storeProfile(principal.userId, {
      username,
      usernameKey: key,
      firstName,
      lastName,
      customFields,
    });
    return user ? ok(userView(user)) : refuse("not_authenticated");
  } catch (error) {
    if (violates(error, "username")) return refuse("username_taken", { field: "username" });
    throw error;
  }
}
