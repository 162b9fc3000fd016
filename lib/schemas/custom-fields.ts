import type { CustomFields } from "./fields.ts";

/** Names an adopter's field cannot have: ours, and those an account keeps to itself. */
const takenNames: ReadonlySet<string> = new Set(
  `id pk username email password password_confirm password1 password2 old_password new_password new_password_confirm
  first_name last_name locale tos status state login is_active is_staff is_superuser last_login date_joined email_verified
  security_version custom_fields user_id timestamp signature detail code non_field_errors __proto__`.split(/\s+/),
);

/**
 * An adopter's fields for a body, and the step that takes them apart from ours again: the parsed values come out under
 * `customFields`. Throws at start when a field would hide one of ours.
 */
export function customFieldsOf(fields: CustomFields = {}) {
  const names = Object.keys(fields);
  const taken = names.find((name) => takenNames.has(name));
  if (taken !== undefined) throw new Error(`a custom field cannot be called ${taken}`);
  return {
    own: fields,
    collect: <Body extends Record<string, unknown>>(body: Body) => ({
      ...body,
      customFields: Object.fromEntries(
        names.filter((name) => body[name] !== undefined).map((name) => [name, body[name]]),
      ),
    }),
  };
}
