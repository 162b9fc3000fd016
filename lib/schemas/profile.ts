import { z } from "zod";
import { customFieldsOf } from "./custom-fields.ts";
import { type CustomFields, nameField, optionalField, usernameField } from "./fields.ts";

/** What of the profile a request may touch. */
export type ProfileOptions = {
  /** `put` (and POST) demands what an account must have; `patch` demands nothing. */
  readonly method: "put" | "patch";
  /** USER_EDITABLE_FIELDS; every other field is dropped without a word. */
  readonly editableFields: readonly string[];
  /** ACCOUNT_USERNAME_REQUIRED. */
  readonly usernameRequired: boolean;
  readonly customFields?: CustomFields;
};

/** The fields to set; those left out stay as they are. */
export type ProfileInput = {
  username?: string | undefined;
  first_name?: string | undefined;
  last_name?: string | undefined;
  customFields: Readonly<Record<string, unknown>>;
};

/** `profile/`: the editable part of the user object. Address, id and flags are never part of it. */
export function profileBody(options: ProfileOptions): z.ZodType<ProfileInput> {
  const isEditable = (name: string): boolean => options.editableFields.includes(name);
  const isUsernameDemanded = options.method === "put" && options.usernameRequired;
  const { own, collect } = customFieldsOf(editable(options));
  return z
    .object({
      ...own,
      username: username(isUsernameDemanded, options.usernameRequired),
      first_name: nameField.optional(),
      last_name: nameField.optional(),
    })
    .omit({
      ...(!isEditable("username") && { username: true }),
      ...(!isEditable("first_name") && { first_name: true }),
      ...(!isEditable("last_name") && { last_name: true }),
    })
    .transform(collect);
}

/** An account that must have a username cannot blank it; PATCH may leave it out. */
function username(isDemanded: boolean, isRequired: boolean) {
  if (isDemanded) return usernameField;
  return isRequired ? usernameField.optional() : optionalField(usernameField);
}

function editable({ customFields = {}, editableFields, method }: ProfileOptions): CustomFields {
  const fields = Object.entries(customFields).filter(([name]) => editableFields.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, method === "patch" ? field.optional() : field]));
}
