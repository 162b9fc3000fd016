import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { linkIn, type Mail, type Mailbox, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, newPerson, pendingPerson } from "#e2e/support/people.ts";
import { goThrough, locationOf } from "#e2e/support/social.ts";
import { type SocialStage, startSocialStage } from "#e2e/support/social-stage.ts";

// Where no password is reset by mail, nothing may lead there.
let stage: SocialStage;
let app: App;
let mailbox: Mailbox;

beforeAll(async () => {
  stage = await startSocialStage({ RESET_PASSWORD_VERIFICATION_ENABLED: "false" });
  app = stage.app;
  mailbox = mailboxOf(app);
});
afterAll(() => stage.close());

const submit = (client: Client, endpoint: string, fields: Fields) =>
  client.post(`/api/v1/accounts/${endpoint}/`, fields, {
    as: "form",
    headers: { accept: "text/html", origin: app.url },
  });

const pageOf = async (client: Client, path: string) =>
  (await client.get(path, { headers: { accept: "text/html" } })).text;

const wordsOf = (mail: Mail) => mail.text.replace(/\s+/g, " ");

test("the mail of a changed password names who can help and leads nowhere", async () => {
  const { person, client } = await loggedInPerson(app, mailbox);
  const { password } = newPerson();
  const change = { old_password: person.password, password, password_confirm: password };
  expect((await client.post("/api/v1/accounts/change-password/", change)).status).toBe(200);
  const mail = await mailbox.take(person.email);
  expect(wordsOf(mail)).toContain("turn to those who run Latchkey at once");
  expect(mail.text).not.toMatch(/https?:/);
});

test("whoever takes a change of address back is told who gives a new password, and is mailed no link for one", async () => {
  const { person, client } = await loggedInPerson(app, mailbox);
  const { email } = newPerson();
  await client.post("/api/v1/accounts/register-email/", { email });
  await mailbox.take(person.email);
  const change = linkIn(await mailbox.take(email));
  await client.post("/api/v1/accounts/verify-email/", Object.fromEntries(change.searchParams));
  const told = await mailbox.take(person.email);
  expect(wordsOf(told)).toContain("its password is removed. For a new one, turn to those who run Latchkey.");

  const undo = linkIn(told);
  const asked = await pageOf(client, undo.pathname + undo.search);
  expect(asked).toContain("for a new password, turn to those who run Latchkey.");
  const fields = { ...Object.fromEntries(undo.searchParams), email: person.email };
  expect(locationOf(await submit(client, "undo-email-change", fields))).toBe("/undo-email-change");
  const done = await pageOf(client, "/undo-email-change");
  expect(done).toContain("Your old address is back.");
  expect(done).toContain("For a new one, turn to those who run Latchkey.");
  expect(asked + done).not.toMatch(/forgot-password|link to set a new password/);
  await mailbox.expectNone(person.email);
});

describe("no way to a reset stands", () => {
  test("on the page of a verification link, which may find its address taken meanwhile", async () => {
    const { client, link } = await pendingPerson(app, mailbox);
    const page = await pageOf(client, link.pathname + link.search);
    expect(page).toContain("It was confirmed by another sign-up in the meantime.");
    expect(page).not.toMatch(/forgot-password|Forgot your password/);
  });

  test("on the login page after a refused login", async () => {
    const client = clientOf(app);
    const { username, password } = newPerson();
    await submit(client, "login", { login: username, password });
    const page = await pageOf(client, "/login");
    expect(page).toContain("That name or password is not right.");
    expect(page).not.toMatch(/forgot-password|Forgot your password/);
  });

  test("where another service vouches for the address of an account", async () => {
    const { person } = await activePerson(app, mailbox);
    const namesake = clientOf(app);
    await goThrough(namesake, "acme", stage.newAccount({ email: person.email }).sub);
    const refused = await pageOf(namesake, "/login");
    expect(refused).toContain("An account with that address is here already.");
    const newcomer = clientOf(app);
    await goThrough(newcomer, "acme", stage.newAccount().sub);
    const asked = await pageOf(newcomer, "/register/social");
    expect(asked).toContain("An account with that address is here already.");
    expect(refused + asked).not.toMatch(/forgot-password|Forgot your password/);
  });

  test("in an account with a password", async () => {
    const { client } = await loggedInPerson(app, mailbox);
    const page = await pageOf(client, "/account/password");
    expect(page).toContain("Change password");
    expect(page).not.toMatch(/forgot-password|Forgot your/);
  });

  test("in an account without one, which is shown the way that is left", async () => {
    const { client } = await stage.socialPerson();
    const page = await pageOf(client, "/account/password");
    expect(page).toContain("none can be set by mail here");
    expect(page).toContain('<a href="/account/connections">connect another service</a>');
    expect(page).not.toContain("send-reset-password-link");
    const asked = await pageOf(client, "/account/delete");
    expect(asked).toContain("Confirm with Acme Ltd.");
    expect(asked).not.toContain("set a password");
  });
});
