import { database } from "#lib/db/client.ts";

/** What a profile update writes. */
export type ProfileRow = {
  readonly userId: string;
  readonly username: string | null;
  readonly usernameKey: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly customFields: Readonly<Record<string, unknown>>;
};

/** Writes names and custom fields. A unique violation means that the username is taken. */
export async function storeProfile({
  userId,
  username,
  usernameKey,
  firstName,
  lastName,
  customFields,
}: ProfileRow): Promise<void> {
  await database().statements.$executeRaw`
    UPDATE users SET username = ${username}, username_key = ${usernameKey}, first_name = ${firstName}, last_name = ${lastName},
           custom_fields = ${JSON.stringify(customFields)}::jsonb
     WHERE id = ${userId}::uuid`;
}
