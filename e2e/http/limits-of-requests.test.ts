import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { linkIn, type Mailbox, mailboxOf } from "#e2e/support/mailbox.ts";
import { newPerson, registration } from "#e2e/support/people.ts";
import { expectThrottled, type LimitStage, newAddress, openLimitStage, times } from "./limits/stage.ts";

let stage: LimitStage;
beforeAll(async () => {
  stage = await openLimitStage();
});
afterAll(() => stage.app.dispose());

describe("what one address may ask for", () => {
  test.each<[string, () => Fields, number]>([
    ["register", () => registration(newPerson()), 201],
    ["resend-verification", () => ({ email: newPerson().email }), 200],
    ["send-reset-password-link", () => ({ login: newPerson().email }), 200],
    ["verify-registration", () => forgedLink(), 400],
    ["reset-password", () => ({ ...forgedLink(), password: newPerson().password }), 400],
    ["verify-email", () => ({ ...forgedLink(), email: newPerson().email }), 400],
    ["undo-email-change", () => ({ ...forgedLink(), email: newPerson().email }), 400],
  ])("%s: twenty times", async (path, body, status) => {
    const address = newAddress();
    const statuses = [];
    for (let done = 0; done < 20; done += 1) statuses.push((await stage.post(path, body(), { address })).status);
    expect(statuses).toEqual(times(20, status));
    expectThrottled(await stage.post(path, body(), { address }));
    expect((await stage.post(path, body())).status).toBe(status);
  });

  test("a hundred registrations a day", async () => {
    const address = newAddress();
    for (let hour = 0; hour < 5; hour += 1) {
      for (let count = 0; count < 20; count += 1)
        expect((await stage.post("register", registration(newPerson()), { address })).status).toBe(201);
      await stage.pass("1 hour");
    }
    expectThrottled(await stage.post("register", registration(newPerson()), { address }));
    await stage.pass("1 day");
    expect((await stage.post("register", registration(newPerson()), { address })).status).toBe(201);
  });
});

/** The right shape, and nobody's. */
function forgedLink(id = crypto.randomUUID()): Fields {
  return { user_id: id, timestamp: String(Math.floor(Date.now() / 1000)), signature: "A".repeat(43) };
}

test("tries at the links of one account are thirty an hour from anywhere, for accounts that never were alike", async () => {
  const { body } = await stage.post("register", registration(newPerson()));
  for (const user of [String(body.id), crypto.randomUUID()]) {
    for (let count = 0; count < 30; count += 1)
      expect((await stage.post("verify-registration", forgedLink(user))).status).toBe(400);
    expectThrottled(await stage.post("verify-registration", forgedLink(user)));
  }
});

test("tries at a link to reset count together at both faces", async () => {
  const user = crypto.randomUUID();
  const { password } = newPerson();
  const { timestamp, signature } = forgedLink();
  const reset = { uid: user, token: `${timestamp}-${signature}`, new_password1: password, new_password2: password };
  const client = clientOf(stage.app);
  const atTheOther = () =>
    client.post("/api/v1/auth/password/reset/confirm/", reset, { headers: { "x-forwarded-for": newAddress() } });
  for (let count = 0; count < 15; count += 1) {
    expect((await stage.post("reset-password", { ...forgedLink(user), password })).status).toBe(400);
    expect((await atTheOther()).status).toBe(400);
  }
  expectThrottled(await atTheOther());
  expectThrottled(await stage.post("reset-password", { ...forgedLink(user), password }));
});

describe("what one account may ask for", () => {
  test("three changes of address an hour", async () => {
    const { client } = await stage.loggedIn();
    for (let count = 0; count < 3; count += 1)
      expect((await stage.post("register-email", { email: newPerson().email }, { client })).status).toBe(200);
    expectThrottled(await stage.post("register-email", { email: newPerson().email }, { client }));
  });

  test("five wrong passwords in a quarter of an hour, wherever the password is asked for", async () => {
    const { client, password } = await stage.loggedIn();
    const wrong = () => ({ password: newPerson().password });
    const change = () => ({ old_password: newPerson().password, ...twice(newPerson().password) });
    for (let count = 0; count < 3; count += 1)
      expect((await stage.post("reauthenticate", wrong(), { client })).status).toBe(400);
    for (let count = 0; count < 2; count += 1)
      expect((await stage.post("change-password", change(), { client })).status).toBe(400);
    expectThrottled(await stage.post("reauthenticate", { password }, { client }));
    expectThrottled(await stage.post("delete-account", { password }, { client }));
    await stage.pass("15 minutes");
    expect((await stage.post("reauthenticate", { password }, { client })).status).toBe(200);
  });

  test("anything with the right password: what is refused for another reason is no failure", async () => {
    const { client, password } = await stage.loggedIn();
    const mailbox = mailboxOf(stage.app);
    const change = () => ({ old_password: password, ...twice("12345678") });
    for (let count = 0; count < 6; count += 1)
      expect(Object.keys((await stage.post("change-password", change(), { client })).body)).toContain("password");
    const email = await changedAddress(client, mailbox);
    for (let count = 0; count < 6; count += 1)
      expect((await stage.post("delete-account", { password }, { client })).body).toMatchObject({
        code: "undo_window_open",
      });
    const link = await addressLink(client, mailbox);
    await takeAddress(link.email, mailbox);
    for (let count = 0; count < 6; count += 1)
      expect((await stage.post("verify-email", { ...link, password })).body).toMatchObject({
        code: "email_already_registered",
      });
    expect((await stage.logIn(email, password)).status).toBe(200);
  });

  test("sixty writes to the profile a minute", async () => {
    const { client } = await stage.loggedIn();
    const write = () =>
      client.send("PATCH", "/api/v1/accounts/profile/", {
        fields: { first_name: "Al" },
        headers: { "x-forwarded-for": newAddress() },
      });
    for (let count = 0; count < 60; count += 1) expect((await write()).status).toBe(200);
    expectThrottled(await write());
  });
});

/** The fields of the link to a new address of this account. */
async function addressLink(client: Client, mailbox: Mailbox): Promise<Record<"email", string> & Fields> {
  const { email } = newPerson();
  expect((await stage.post("register-email", { email }, { client })).status).toBe(200);
  return { ...fieldsOf(linkIn(await mailbox.take(email))), email };
}

async function changedAddress(client: Client, mailbox: Mailbox): Promise<string> {
  const link = await addressLink(client, mailbox);
  expect((await stage.post("verify-email", link, { client })).status).toBe(200);
  return link.email;
}

/** Somebody else gets it first. */
async function takeAddress(email: string, mailbox: Mailbox): Promise<void> {
  const { status } = await stage.post("register", registration(newPerson({ email })));
  expect(status).toBe(201);
  const link = fieldsOf(linkIn(await mailbox.take(email)));
  expect((await stage.post("verify-registration", { ...link })).status).toBe(200);
}

function twice(password: string): Fields {
  return { password, password_confirm: password };
}

describe("mails to one mailbox", () => {
  const count = async (to: string) => (await mailboxOf(stage.app).all(to)).length;

  test("asked for again come once a minute, and the answer is always the same", async () => {
    const somebody = newPerson();
    await stage.post("register", registration(somebody));
    expect(await count(somebody.email)).toBe(1);
    for (const email of [somebody.email, somebody.email.toUpperCase(), `${somebody.email} `])
      expect((await stage.post("resend-verification", { email })).status).toBe(200);
    expect(await count(somebody.email)).toBe(2);
  });

  test("to reset a password come three times an hour, however the address is spelled", async () => {
    const { email } = await stage.person();
    const before = await count(email);
    for (const login of [
      email,
      email.toUpperCase(),
      email.replace("kim", "Kim"),
      email.replace("kim", "kIm"),
      `${email} `,
    ])
      expect((await stage.post("send-reset-password-link", { login })).status).toBe(200);
    expect(await count(email)).toBe(before + 3);
  });
});
