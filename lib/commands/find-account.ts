import { canonicalEmail } from "#lib/identity/email-address.ts";
import { usernameKey } from "#lib/identity/username-key.ts";
import { type Account, type AccountKey, findAccounts } from "./account-store.ts";
import { CommandFault } from "./command.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The one account an operator names, by id, username or address. By address the active account wins over sign-ups that
 * wait. Throws `CommandFault` when there is none, or when several sign-ups wait for one address.
 */
export async function findAccount(name: string): Promise<Account> {
  const [first, ...others] = await findAccounts(keyOf(name));
  if (!first) throw new CommandFault(`There is no account "${name}".`);
  const rivals = others.filter(({ status }) => status === first.status);
  if (rivals.length === 0) return first;
  const ids = [first, ...rivals].map(({ userId, username }) => `  ${userId}  ${username ?? ""}`.trimEnd());
  throw new CommandFault(`Several sign-ups wait for "${name}". Name one by its id:\n${ids.join("\n")}`);
}

function keyOf(name: string): AccountKey {
  if (uuid.test(name)) return { id: name };
  if (!name.includes("@")) return { usernameKey: usernameKey(name) };
  const email = canonicalEmail(name);
  if (email === null) throw new CommandFault(`"${name}" is no e-mail address.`);
  return { email };
}
