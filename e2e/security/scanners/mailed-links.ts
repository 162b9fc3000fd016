import { type Client, clientOf } from "#e2e/support/api.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { linkIn, type Mailbox, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, logIn, newPerson, type Person, pendingPerson } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";

/** Somebody with a link in the mail, and what they do with it themselves. */
export type MailedLink = {
  readonly link: URL;
  readonly id: string;
  /** Uses the link as its owner would; throws when it does not do what it is for. */
  succeed(): Promise<void>;
};

const accounts = "/api/v1/accounts";

type Make = (place: Place, mailbox: Mailbox) => Promise<MailedLink>;
const makers = {
  "a registration link": registrationLink,
  "a reset link": resetLink,
  "a link to a new address": newAddressLink,
  "an undo link": undoLink,
} as const satisfies Readonly<Record<string, Make>>;

/** Every kind of link that goes into a mail. */
export type LinkKind = keyof typeof makers;

/** Their names, for a test of each. */
export const linkKinds: readonly LinkKind[] = [
  "a registration link",
  "a reset link",
  "a link to a new address",
  "an undo link",
];

/** A new person with such a link in the mailbox. */
export function mailedLink(kind: LinkKind, place: Place): Promise<MailedLink> {
  return makers[kind](place, mailboxOf(place));
}

/** Everything that a use of a link could change about its account. */
export function stateOf(place: Place, id: string): Promise<unknown> {
  const user = `SELECT status::text, email, email_verified_at, security_version::text, password_hash, username, disabled_at
    FROM users WHERE id = $1::uuid`;
  const changes = "SELECT id::text, state::text, new_email FROM email_changes WHERE user_id = $1::uuid ORDER BY id";
  const sessions = "SELECT id::text FROM sessions WHERE user_id = $1::uuid ORDER BY id";
  return Promise.all([user, changes, sessions].map((sql) => look(place, sql, [id])));
}

async function registrationLink(place: Place, mailbox: Mailbox): Promise<MailedLink> {
  const { person, client, link, id } = await pendingPerson(place, mailbox);
  const page = { headers: { origin: place.url, "sec-fetch-site": "same-origin" } };
  const succeed = async () => {
    demand(200, await client.post(`${accounts}/verify-registration/`, fieldsOf(link), page));
    demand(200, await logIn(clientOf(place), person));
  };
  return { link, id, succeed };
}

async function resetLink(place: Place, mailbox: Mailbox): Promise<MailedLink> {
  const { person, id } = await activePerson(place, mailbox);
  await clientOf(place).post(`${accounts}/send-reset-password-link/`, { login: person.email });
  const link = linkIn(await mailbox.take(person.email));
  const { password } = newPerson();
  const succeed = async () => {
    demand(200, await clientOf(place).post(`${accounts}/reset-password/`, { ...fieldsOf(link), password }));
    demand(200, await logIn(clientOf(place), { ...person, password }));
  };
  return { link, id, succeed };
}

async function newAddressLink(place: Place, mailbox: Mailbox): Promise<MailedLink> {
  const { client, id } = await loggedInPerson(place, mailbox);
  const { email } = newPerson();
  const link = await changeLink(client, email, mailbox);
  const succeed = async () => {
    demand(200, await client.post(`${accounts}/verify-email/`, fieldsOf(link)));
    await demandAddress(place, id, email);
  };
  return { link, id, succeed };
}

async function undoLink(place: Place, mailbox: Mailbox): Promise<MailedLink> {
  const { person, client, id } = await loggedInPerson(place, mailbox);
  const link = await linkToUndo(client, person, mailbox);
  const succeed = async () => {
    const body = { ...fieldsOf(link), email: person.email };
    demand(200, await clientOf(place).post(`${accounts}/undo-email-change/`, body));
    await demandAddress(place, id, person.email);
  };
  return { link, id, succeed };
}

async function changeLink(client: Client, email: string, mailbox: Mailbox): Promise<URL> {
  demand(200, await client.post(`${accounts}/register-email/`, { email }));
  return linkIn(await mailbox.take(email));
}

async function linkToUndo(client: Client, { email: old }: Person, mailbox: Mailbox): Promise<URL> {
  const change = await changeLink(client, newPerson().email, mailbox);
  demand(200, await client.post(`${accounts}/verify-email/`, fieldsOf(change)));
  const mail = (await mailbox.all(old)).find(({ text }) => text.includes("/undo-email-change"));
  if (!mail) throw new Error("The old mailbox has no undo link.");
  return linkIn(mail);
}

function demand(status: number, answer: { readonly status: number; readonly text: string }): void {
  if (answer.status !== status) throw new Error(`The owner got ${answer.status}: ${answer.text}`);
}

async function demandAddress(place: Place, id: string, email: string): Promise<void> {
  const row = await lookOne(place, "SELECT email FROM users WHERE id = $1::uuid", [id]);
  if (row["email"] !== email) throw new Error(`The account has ${String(row["email"])} instead of ${email}.`);
}
