import { clientOf } from "#e2e/support/api.ts";
import { look } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, newPerson, pendingPerson, signUp } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";

/** A person with an account that nobody can log in to any more. */
export async function disabledPerson(place: Place) {
  const active = await activePerson(place, mailboxOf(place));
  await look(place, "UPDATE users SET disabled_at = now() WHERE id = $1::uuid", [active.id]);
  return active;
}

/** A person who logs in by a provider only. */
export async function passwordlessPerson(place: Place) {
  const active = await activePerson(place, mailboxOf(place));
  await look(place, "UPDATE users SET password_hash = NULL WHERE id = $1::uuid", [active.id]);
  return active;
}

/** Somebody with an account. */
export const active = (place: Place) => activePerson(place, mailboxOf(place));

/** Somebody who has not confirmed yet. */
export const pending = (place: Place) => pendingPerson(place, mailboxOf(place));

/** An address for which five sign-ups wait already, so that nothing more is mailed there. */
export async function floodedAddress(place: Place): Promise<string> {
  const email = freeAddress();
  for (let count = 0; count < 5; count += 1) await signUp(clientOf(place), newPerson({ email }));
  return email;
}

/** Somebody logged in, with the value of the session cookie. */
export async function loggedIn(place: Place) {
  const person = await loggedInPerson(place, mailboxOf(place));
  const session = person.client.cookies.get("session")?.value ?? "";
  return { ...person, session };
}

/** An address nobody has. */
export const freeAddress = () => newPerson().email;
