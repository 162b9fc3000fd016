import { clientOf } from "#e2e/support/api.ts";
import type { LinkFields } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, logIn, type Person, pendingPerson } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";

/** The users that the corpus calls by name. */
export const seedNames = ["user_a", "user_b", "pending", "disabled", "oauth_only", "bob"] as const;
/** One of them. */
export type SeedName = (typeof seedNames)[number];
/** A seeded user. */
export type Seed = { readonly person: Person; readonly id: string };
/** All of them; the pending one with its link. */
export type Seeds = Readonly<Record<SeedName, Seed>> & { readonly pending: Seed & { readonly link: LinkFields } };

/** The password of the corpus's base bodies. */
export const basePassword = "mollusc ferry quilt antenna";

/** Makes the seeded users: by the API, and by SQL what only an operator or a provider brings about. */
export async function plantSeeds(place: Place): Promise<Seeds> {
  const mailbox = mailboxOf(place);
  const active = async (username: string, email: string) => {
    const { person, id } = await activePerson(place, mailbox, { username, email, password: basePassword });
    return { person, id };
  };
  const waiting = { username: "pendinguser", email: "pending@example.org", password: basePassword };
  const { person, id, fields: link } = await pendingPerson(place, mailbox, waiting);
  const seeds = {
    user_a: await active("usera", "user@example.org"),
    user_b: await active("userb", "other@example.org"),
    pending: { person, id, link },
    disabled: await active("disableduser", "disabled@example.org"),
    oauth_only: await active("oauthuser", "oauth@example.org"),
    bob: await active("bob", "bob@example.org"),
  };
  await look(place, "UPDATE users SET disabled_at = now() WHERE id = $1::uuid", [seeds.disabled.id]);
  await look(place, "UPDATE users SET password_hash = NULL WHERE id = $1::uuid", [seeds.oauth_only.id]);
  await look(place, "INSERT INTO identities (provider, subject, user_id) VALUES ('google', 'seeded', $1::uuid)", [
    seeds.oauth_only.id,
  ]);
  return seeds;
}

/** The session cookie of a new login. */
export async function sessionOf(place: Place, person: Person): Promise<string> {
  const client = clientOf(place);
  const answer = await logIn(client, person);
  const session = client.cookies.get("session");
  if (session === null) throw new Error(`Logging in answered ${answer.status}: ${answer.text}`);
  return session.value;
}
