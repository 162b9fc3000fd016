import { database } from "#lib/db/client.ts";
import type { UserFacts } from "./user-view.ts";

/** What a profile update writes; undefined leaves a column, and a custom field that is not named, as it is. */
export type ProfileChange = {
  readonly username: string | undefined;
  readonly usernameKey: string | undefined;
  readonly firstName: string | undefined;
  readonly lastName: string | undefined;
  readonly customFields: Readonly<Record<string, unknown>>;
};

/**
 * Writes names and custom fields, and answers what the row holds then: of changes of different fields at once none is lost.
 * Null when there is no such user. A unique violation means that the username is taken.
 */
export async function storeProfile(userId: string, change: ProfileChange): Promise<UserFacts | null> {
  const { username, usernameKey, firstName, lastName, customFields } = change;
  const [row] = await database().statements.$queryRaw<UserFacts[]>`
    UPDATE users SET username = coalesce(${username}, username), username_key = coalesce(${usernameKey}, username_key),
           first_name = coalesce(${firstName}, first_name), last_name = coalesce(${lastName}, last_name),
           custom_fields = custom_fields || ${JSON.stringify(customFields)}::jsonb
     WHERE id = ${userId}::uuid
    RETURNING id AS "userId", email, username, first_name AS "firstName", last_name AS "lastName",
              custom_fields AS "customFields"`;
  return row ?? null;
}
