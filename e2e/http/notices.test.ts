import { expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, logIn, newPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);

test("a login on a new device is told by mail; the account's first, and one in the same browser, are not", async () => {
  const { person, client } = await activePerson(place, mailbox);
  await logIn(client, person);
  await logIn(client, person);
  await mailbox.expectNone(person.email);
  await logIn(clientOf(place), person);
  const mail = await mailbox.take(person.email);
  expect(mail.subject).toMatch(/^New sign-in to /);
  expect(() => linkIn(mail)).toThrow("0 links");
});

test("a changed password is told by mail, without a link that could change anything", async () => {
  const { person, client } = await loggedInPerson(place, mailbox);
  const password = newPerson().password;
  const answer = await client.post("/api/v1/accounts/change-password/", {
    old_password: person.password,
    password,
    password_confirm: password,
  });
  expect(answer.status).toBe(200);
  const mail = await mailbox.take(person.email);
  expect(mail.subject).toBe("Your password was changed");
  expect(() => linkIn(mail)).toThrow("0 links");
});

test("a change of address is told to the old mailbox when it is asked for, and when it has happened", async () => {
  const { person, client } = await loggedInPerson(place, mailbox);
  const { email } = newPerson();
  await client.post("/api/v1/accounts/register-email/", { email });
  expect((await mailbox.take(person.email)).subject).toMatch(/^A new address was asked for at /);
  const link = linkIn(await mailbox.take(email));
  const answer = await client.post("/api/v1/accounts/verify-email/", Object.fromEntries(link.searchParams));
  expect(answer.status).toBe(200);
  const told = await mailbox.take(person.email);
  expect(told.subject).toBe("Your address was changed");
  expect(linkIn(told).pathname).toBe("/undo-email-change");
});
