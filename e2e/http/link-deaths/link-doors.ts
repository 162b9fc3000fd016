import { type Answer, type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import { type Choice, fieldsOf, type LinkFields, signedLink } from "#e2e/support/links.ts";
import { lookOne } from "#e2e/support/look.ts";
import { linkIn, type Mailbox, mailboxOf } from "#e2e/support/mailbox.ts";
import { loggedInPerson, newPerson, type Person, pendingPerson } from "#e2e/support/people.ts";
import type { Place } from "#e2e/support/place.ts";
import type { LinkPurpose } from "#lib/links/purposes.ts";

/** A link out of a mail that would work now, and whose it is. */
export type LiveLink = {
  readonly id: string;
  readonly person: Person;
  /** The browser of that person: it signed up, and is logged in where the account is active. */
  readonly client: Client;
  readonly fields: LinkFields;
  /** What the signature stands for beside the state of the row, to sign another one like it. */
  readonly choice: Choice & { readonly purpose: LinkPurpose };
};

/** One purpose: how its links are made and what takes them. */
export type LinkDoor = {
  readonly purpose: LinkPurpose;
  /** How long its links live, in seconds (docs/security.md row 8). */
  readonly lifetime: number;
  issue(): Promise<LiveLink>;
  /** Brings a link to the endpoint of this purpose, as a program without cookies. */
  spend(link: LinkFields): Promise<Answer>;
};

const day = 86_400;
const api = "/api/v1/accounts";

/** Asks as somebody who must succeed. */
export async function expectOk(answer: Promise<Answer>): Promise<Answer> {
  const { status, text } = await answer;
  if (status !== 200) throw new Error(`Expected 200, got ${status}: ${text}`);
  return answer;
}

/** The four purposes at this application. */
export function linkDoors(place: Place): readonly LinkDoor[] {
  const mailbox = mailboxOf(place);
  const spendAt = (endpoint: string, beside: () => Fields = () => ({})) => {
    return (link: LinkFields) => clientOf(place).post(`${api}/${endpoint}/`, { ...link, ...beside() });
  };
  return [
    {
      purpose: "register",
      lifetime: 7 * day,
      issue: async () => ({ ...(await pendingPerson(place, mailbox)), choice: { purpose: "register" } }),
      spend: spendAt("verify-registration"),
    },
    {
      purpose: "email-change",
      lifetime: 7 * day,
      issue: () => issueEmailChange(place, mailbox),
      // A register link has no address; this endpoint wants one.
      spend: spendAt("verify-email"),
    },
    {
      purpose: "reset-password",
      lifetime: day,
      issue: () => issueReset(place, mailbox),
      spend: spendAt("reset-password", () => ({ password: newPerson().password })),
    },
    {
      purpose: "email-undo",
      lifetime: 3 * day,
      issue: () => issueUndo(place, mailbox),
      spend: spendAt("undo-email-change"),
    },
  ];
}

/** Another genuine link of the same purpose for the same account, as the product would sign it now; or aged, or ahead. */
export function another(place: Place, { id, choice }: LiveLink, ageSeconds = 0): Promise<LinkFields> {
  return signedLink(place, id, { ...choice, ageSeconds });
}

async function issueEmailChange(place: Place, mailbox: Mailbox): Promise<LiveLink> {
  const owner = await loggedInPerson(place, mailbox);
  const { email } = newPerson();
  await expectOk(owner.client.post(`${api}/register-email/`, { email }));
  const fields = fieldsOf(linkIn(await mailbox.take(email)));
  return { ...owner, fields, choice: { purpose: "email-change", email } };
}

async function issueReset(place: Place, mailbox: Mailbox): Promise<LiveLink> {
  const owner = await loggedInPerson(place, mailbox);
  await expectOk(clientOf(place).post(`${api}/send-reset-password-link/`, { login: owner.person.username }));
  const fields = fieldsOf(linkIn(await mailbox.take(owner.person.email)));
  return { ...owner, fields, choice: { purpose: "reset-password" } };
}

async function issueUndo(place: Place, mailbox: Mailbox): Promise<LiveLink> {
  const owner = await loggedInPerson(place, mailbox);
  const { email } = newPerson();
  await expectOk(owner.client.post(`${api}/register-email/`, { email }));
  const change = await signedLink(place, owner.id, { purpose: "email-change", email });
  await expectOk(owner.client.post(`${api}/verify-email/`, { ...change }));
  return { ...owner, ...(await undoLinkOf(place, mailbox, { ...owner, email: owner.person.email })) };
}

/** The newest undo link in an old mailbox, with its address typed as the page asks for it. */
export async function undoLinkOf(
  place: Place,
  mailbox: Mailbox,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<Pick<LiveLink, "fields" | "choice">> {
  const mail = (await mailbox.all(email)).findLast(({ text }) => text.includes("/undo-email-change"));
  if (!mail) throw new Error(`No undo link in the mailbox of ${email}`);
  const sql = `SELECT id FROM email_changes WHERE user_id = $1::uuid AND old_email = $2 AND state = 'confirmed'
    ORDER BY confirmed_at DESC LIMIT 1`;
  const change = await lookOne(place, sql, [id, email]);
  const choice = { purpose: "email-undo", email, state: String(change["id"]) } as const;
  return { fields: { ...fieldsOf(linkIn(mail)), email }, choice };
}
