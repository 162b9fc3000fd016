import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import { fieldsOf, type LinkFields } from "#e2e/support/links.ts";
import { lookOne } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { logIn, newPerson, pendingPerson, registration } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);

/**
 * Posts, and a tenth of a second later the very same again, as a proxy that lost its patience does. Both statuses. Where both
 * hash a password, either may come first.
 */
async function postTwice(client: Client, path: string, fields: Fields): Promise<readonly [number, number]> {
  const cookie = client.cookies.header();
  const first = client.post(`/api/v1/accounts/${path}/`, fields);
  await pause(100);
  const headers: Record<string, string> = cookie === null ? {} : { cookie };
  const again = clientOf(place).post(`/api/v1/accounts/${path}/`, fields, { headers });
  return [(await first).status, (await again).status];
}

/** The link of the one mail that leads to this page. */
async function linkTo(page: string, email: string): Promise<LinkFields> {
  const mails = (await mailbox.all(email)).filter(({ text }) => text.includes(`${page}?`));
  expect(mails).toHaveLength(1);
  return fieldsOf(linkIn(mails[0] ?? { text: "", subject: page }));
}

test("a life in which a proxy sends every request twice is one life, with one mail for each cause", async () => {
  const [person, client] = [newPerson(), clientOf(place)];
  const { username, email } = person;
  expect((await postTwice(client, "register", registration(person))).toSorted()).toEqual([201, 400]);
  const link = await linkTo("/verify-user", email);
  expect(await postTwice(client, "verify-registration", link)).toEqual([200, 400]);
  expect(await postTwice(client, "login", { login: username, password: person.password })).toEqual([200, 200]);
  expect(await postTwice(client, "send-reset-password-link", { login: username })).toEqual([200, 200]);
  const reset = { ...(await linkTo("/reset-password", email)), password: newPerson().password };
  expect((await postTwice(client, "reset-password", reset)).toSorted()).toEqual([200, 400]);
  expect((await logIn(client, { ...person, password: reset.password })).status).toBe(200);
  const password = newPerson().password;
  const change = { old_password: reset.password, password, password_confirm: password };
  const [changed = 0, refused = 0] = (await postTwice(client, "change-password", change)).toSorted();
  expect([changed, [400, 401].includes(refused)]).toEqual([200, true]);
  expect((await logIn(client, { ...person, password })).status).toBe(200);
  const next = newPerson().email;
  expect(await postTwice(client, "register-email", { email: next })).toEqual([200, 200]);
  const confirmation = await linkTo("/verify-email", next);
  expect(await postTwice(client, "verify-email", confirmation)).toEqual([200, 400]);
  // To confirm, to reset, that it was reset, that it was changed; that a new address was asked for, to confirm it, that it
  // was changed. Beside them the sign-ins: two logins are two, and the second brings no cookie of the first's answer.
  const mails = (await Promise.all([email, next].map((to) => mailbox.all(to)))).flat();
  const subjects = mails.map(({ subject }) => subject).filter((subject) => !subject.startsWith("New sign-in"));
  expect(subjects).toHaveLength(7);
  const rows = "SELECT count(*)::int AS n FROM users WHERE username = $1 OR email = ANY($2::text[])";
  expect(await lookOne(place, rows, [username, [email, next]])).toEqual({ n: 1 });
  const [out, outAgain] = await postTwice(client, "logout", {});
  expect([out, outAgain < 500]).toEqual([200, true]);
});

test("another mail that is asked for twice at once is one", async () => {
  const { person, client } = await pendingPerson(place, mailbox);
  expect(await postTwice(client, "resend-verification", { login: person.username })).toEqual([200, 200]);
  await mailbox.take(person.email);
  await mailbox.expectNone(person.email);
});
