import { database } from "#lib/db/client.ts";

/** Writes the language an account's mails are written in. */
export async function storeLanguage(userId: string, locale: string): Promise<void> {
  await database().statements.$executeRaw`UPDATE users SET locale = ${locale} WHERE id = ${userId}::uuid`;
}
