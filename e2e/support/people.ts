import { randomBytes } from "node:crypto";
import { type Answer, type Client, clientOf, type Fields } from "./api.ts";
import { fieldsOf, type LinkFields } from "./links.ts";
import { linkIn, type Mailbox } from "./mailbox.ts";
import type { Place } from "./place.ts";

/** Somebody nobody has met before: name, address and password are unique to one test. */
export type Person = { readonly username: string; readonly email: string; readonly password: string };

/** A new person; a test that cares about a field names it. */
export function newPerson(fixed: Partial<Person> = {}): Person {
  const unique = randomBytes(6).toString("hex");
  return {
    username: `kim_${unique}`,
    email: `kim.${unique}@example.org`,
    password: `quiet-harbour-${randomBytes(6).toString("hex")}`,
    ...fixed,
  };
}

/** The body with which a person registers. */
export function registration(person: Person, extra: Fields = {}): Fields {
  return { ...person, password_confirm: person.password, ...extra };
}

/** Registers by the API. The client keeps the registrant cookie. */
export function signUp(client: Client, person: Person, extra: Fields = {}): Promise<Answer> {
  return client.post("/api/v1/accounts/register/", registration(person, extra));
}

/** Confirms an address with the parameters of a link, and a proof of the registrant where one is given. */
export function verify(client: Client, link: LinkFields, proof: Fields = {}): Promise<Answer> {
  return client.post("/api/v1/accounts/verify-registration/", { ...link, ...proof });
}

/** Logs in by username. The client keeps the session cookie. */
export function logIn(client: Client, { username, password }: Person): Promise<Answer> {
  return client.post("/api/v1/accounts/login/", { login: username, password });
}

/** A person who has signed up and not yet confirmed: with their browser, their id, and the link from their mail. */
export async function pendingPerson(place: Place, mailbox: Mailbox, fixed: Partial<Person> = {}) {
  const person = newPerson(fixed);
  const client = clientOf(place);
  const answer = await signUp(client, person);
  if (answer.status !== 201) throw new Error(`Signing up answered ${answer.status}: ${answer.text}`);
  const link = linkIn(await mailbox.take(person.email));
  return { person, client, link, fields: fieldsOf(link), id: String(answer.body.id) };
}

/** A person with an active account, not logged in anywhere. */
export async function activePerson(place: Place, mailbox: Mailbox, fixed: Partial<Person> = {}) {
  const pending = await pendingPerson(place, mailbox, fixed);
  const answer = await verify(pending.client, pending.fields);
  if (answer.status !== 200) throw new Error(`Verifying answered ${answer.status}: ${answer.text}`);
  return pending;
}

/** A person with an active account and one session, in the browser that signed up. */
export async function loggedInPerson(place: Place, mailbox: Mailbox, fixed: Partial<Person> = {}) {
  const active = await activePerson(place, mailbox, fixed);
  const answer = await logIn(active.client, active.person);
  if (answer.status !== 200) throw new Error(`Logging in answered ${answer.status}: ${answer.text}`);
  return active;
}
