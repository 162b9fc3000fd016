import { describe, expect, test } from "vitest";
import { account } from "#e2e/support/account-command.ts";
import { details } from "#e2e/support/answers.ts";
import { clientOf } from "#e2e/support/api.ts";
import { fieldsOf, signedLink } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, logIn, newPerson, pendingPerson, signUp } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

// Beside a running server: on PGlite the server runs the command, on PostgreSQL the command opens the database itself.
const place = sharedPlace();
const mailbox = mailboxOf(place);
const run = (...args: string[]) => account(place, ...args);
const profileStatus = async (client = clientOf(place)) => (await client.get("/api/v1/accounts/profile/")).status;

/** What a command that worked wrote; it may hold no secret of the account. */
async function done(...args: string[]): Promise<string> {
  const { code, text } = await run(...args);
  expect([code, text]).toEqual([0, expect.not.stringMatching(/\$argon2|signature=/)]);
  return text;
}

describe("create", () => {
  test("makes an account without a password, which its owner sets by the mailed link", async () => {
    const { username, email, password } = newPerson();
    const answer = await run("create", "--username", username, "--email", email.toUpperCase(), "--json");
    expect([answer.code, answer.json()]).toMatchObject([0, { username, email, done: "created" }]);
    expect((await logIn(clientOf(place), { username, email, password })).body).toEqual(details.loginInvalid);
    const link = fieldsOf(linkIn(await mailbox.take(email)));
    const reset = await clientOf(place).post("/api/v1/accounts/reset-password/", { ...link, password });
    expect(reset.status).toBe(200);
    expect((await logIn(clientOf(place), { username, email, password })).status).toBe(200);
    expect((await run("show", username, "--json")).json()).toMatchObject({
      id: answer.json()["id"],
      status: "active",
      passwordKind: "argon2id",
      emailVerifiedAt: expect.any(String),
    });
  });

  test("with --pending makes a sign-up that waits for its mail", async () => {
    const { username, email, password } = newPerson();
    await done("create", "--username", username, "--email", email, "--pending");
    const link = fieldsOf(linkIn(await mailbox.take(email)));
    const proof = { new_password: password, new_password_confirm: password };
    const answer = await clientOf(place).post("/api/v1/accounts/verify-registration/", { ...link, ...proof });
    expect(answer.status).toBe(200);
    expect((await logIn(clientOf(place), { username, email, password })).status).toBe(200);
  });

  test("with --locale writes to somebody in their language, and refuses one there are no texts in", async () => {
    const { username, email } = newPerson();
    const named = ["create", "--username", username, "--email", email, "--locale"];
    const refused = await run(...named, "tlh");
    expect([refused.code, refused.text]).toEqual([2, expect.stringContaining("en, de, es, fr, pt-BR, ja, ar")]);
    await done(...named, "de-AT");
    expect((await mailbox.take(email)).subject).toBe("Setze dein Passwort zurück");
    expect((await run("show", username, "--json")).json()).toMatchObject({ locale: "de" });
  });

  test("gives nobody's name away twice, and makes nothing it refuses", async () => {
    const { person } = await activePerson(place, mailbox);
    const { username, email } = newPerson();
    const refused = [
      ["--username", person.username.toUpperCase(), "--email", email],
      ["--username", username, "--email", person.email.toUpperCase()],
      ["--username", `${username}@example.org`, "--email", email],
      ["--username", username, "--email", "nobody"],
      ["--username", username, "--email", email, "--first-name", "x".repeat(151)],
    ];
    for (const args of refused) expect((await run("create", ...args)).code).toBe(1);
    expect((await run("create", "--email", email)).code).toBe(2);
    expect((await run("show", username)).code).toBe(1);
    await mailbox.expectNone(email);
  });
});

describe("disable and enable", () => {
  test("end sessions and mailed links at once, and give none of them back", async () => {
    const { person, client, id } = await loggedInPerson(place, mailbox);
    const link = await signedLink(place, id, { purpose: "reset-password" });
    const body = { ...link, password: newPerson().password };
    expect(await done("disable", person.email)).toContain("is disabled");
    expect(await profileStatus(client)).toBe(401);
    expect((await logIn(clientOf(place), person)).body).toEqual(details.loginInvalid);
    const forbidden = await clientOf(place).post("/api/v1/accounts/reset-password/", body);
    expect(forbidden.body).toEqual(details.invalidKey);
    await done("enable", id);
    expect(await profileStatus(client)).toBe(401);
    expect((await clientOf(place).post("/api/v1/accounts/reset-password/", body)).body).toEqual(details.linkUsed);
    expect((await logIn(clientOf(place), person)).status).toBe(200);
    const { history } = (await run("show", id, "--json")).json();
    for (const name of ["user_enabled", "user_disabled"]) {
      expect(history).toContainEqual(expect.objectContaining({ name, device: "Operator" }));
    }
  });

  test("done twice changes nothing", async () => {
    const { person } = await activePerson(place, mailbox);
    expect((await run("enable", person.username, "--json")).json()).toMatchObject({ changed: false });
    expect((await run("disable", person.username, "--json")).json()).toMatchObject({ changed: true });
    expect((await run("disable", person.username, "--json")).json()).toMatchObject({ changed: false });
  });
});

describe("sessions", () => {
  test("are listed, ended one by one, and ended all at once with a mail to the owner", async () => {
    const { person, client, id } = await loggedInPerson(place, mailbox);
    const [second, third] = [clientOf(place), clientOf(place)];
    await logIn(second, person);
    const [newest] = (await run("sessions", "list", person.username, "--json")).jsonList();
    await done("sessions", "end", person.username, String(newest?.["id"]));
    expect([await profileStatus(client), await profileStatus(second)]).toEqual([200, 401]);
    await logIn(third, person);
    const link = await signedLink(place, id, { purpose: "reset-password" });
    expect(await done("sessions", "end", person.username)).toContain("2 sessions");
    expect([await profileStatus(client), await profileStatus(third)]).toEqual([401, 401]);
    const body = { ...link, password: person.password };
    expect((await clientOf(place).post("/api/v1/accounts/reset-password/", body)).body).toEqual(details.linkUsed);
    const subjects = (await mailbox.all(person.email)).map((mail) => mail.subject);
    expect(subjects.filter((subject) => /logged out|signed out|ended/i.test(subject))).toHaveLength(1);
  });

  test("of somebody else are not ended through this account", async () => {
    const [one, other] = [await loggedInPerson(place, mailbox), await loggedInPerson(place, mailbox)];
    const [session] = (await run("sessions", "list", other.person.username, "--json")).jsonList();
    expect((await run("sessions", "end", one.person.username, String(session?.["id"]))).code).toBe(1);
    expect(await profileStatus(other.client)).toBe(200);
  });
});

describe("mails", () => {
  test("resend brings the verification link again, while the address is not proven", async () => {
    const { person, id, fields } = await pendingPerson(place, mailbox);
    // The first mail is a minute old, so that the new one is not merged with it.
    const age = `UPDATE pgboss.job SET created_on = created_on - interval '3 minutes',
      singleton_on = singleton_on - interval '3 minutes' WHERE name = 'mail' AND data->>'userId' = $1`;
    await look(place, age, [id]);
    await done("resend", person.username);
    const again = fieldsOf(linkIn(await mailbox.take(person.email)));
    expect(again.user_id).toBe(fields.user_id);
    const verified = await clientOf(place).post("/api/v1/accounts/verify-registration/", again);
    expect(verified.status).toBe(200);
    expect((await run("resend", person.username)).code).toBe(1);
  });

  test("reset-link lets the owner set a password; until then the old one and the sessions go on", async () => {
    const { person, client } = await loggedInPerson(place, mailbox);
    await done("reset-link", person.username);
    expect(await profileStatus(client)).toBe(200);
    const { password } = newPerson();
    const link = fieldsOf(linkIn(await mailbox.take(person.email)));
    expect((await clientOf(place).post("/api/v1/accounts/reset-password/", { ...link, password })).status).toBe(200);
    expect(await profileStatus(client)).toBe(401);
    expect((await logIn(clientOf(place), { ...person, password })).status).toBe(200);
  });

  test("none goes to a disabled account", async () => {
    const { person } = await activePerson(place, mailbox);
    await done("disable", person.username);
    expect((await run("reset-link", person.username)).code).toBe(1);
    await mailbox.expectNone(person.email);
  });
});

describe("delete", () => {
  test("only says what it would do until --apply; then all is gone, and the names are free", async () => {
    const { person, client, id } = await loggedInPerson(place, mailbox);
    expect(await done("delete", person.username)).toContain("--apply");
    expect(await profileStatus(client)).toBe(200);
    await done("delete", person.username, "--apply");
    expect(await profileStatus(client)).toBe(401);
    expect((await run("show", id)).code).toBe(1);
    expect((await mailbox.take(person.email)).subject).toMatch(/deleted/i);
    expect((await signUp(clientOf(place), person)).status).toBe(201);
  });

  test("wants --force while a change of address can be undone", async () => {
    const { person, client } = await loggedInPerson(place, mailbox);
    const { email } = newPerson();
    await client.post("/api/v1/accounts/register-email/", { email });
    const link = fieldsOf(linkIn(await mailbox.take(email)));
    expect((await client.post("/api/v1/accounts/verify-email/", { ...link })).status).toBe(200);
    expect((await run("delete", person.username, "--apply")).code).toBe(1);
    await done("delete", person.username, "--apply", "--force");
  });
});

describe("looking", () => {
  test("an export is what export/ gives its owner", async () => {
    const { person, client } = await loggedInPerson(place, mailbox);
    const own = await client.get("/api/v1/accounts/export/");
    const exported = await run("export", person.username);
    expect(exported.json()).toEqual(own.body);
    await done("export", person.username);
  });

  test("a list is searched, narrowed and turned page by page", async () => {
    const mark = newPerson().username;
    const names = [1, 2, 3].map((number) => `${mark}_${number}`);
    for (const username of names) {
      await done("create", "--username", username, "--email", `${username}@example.org`, "--pending");
    }
    const first = (await run("list", "--search", mark.toUpperCase(), "--limit", "2", "--json")).jsonList();
    expect(first.map(({ username }) => username)).toEqual(names.slice(0, 2));
    const after = String(first[1]?.["id"]);
    const rest = (await run("list", "--search", mark, "--after", after, "--json")).jsonList();
    expect(rest.map(({ username, status }) => [username, status])).toEqual([[names[2], "pending"]]);
    expect((await run("list", "--search", mark, "--status", "active", "--json")).jsonList()).toEqual([]);
    expect(await done("list", "--search", mark)).toMatch(/^id +username +email +status/);
  });

  test("several sign-ups for one address are told apart by their ids", async () => {
    const { email } = newPerson();
    const ids: string[] = [];
    for (const { username } of [newPerson(), newPerson()]) {
      const made = await run("create", "--username", username, "--email", email, "--pending", "--json");
      ids.push(String(made.json()["id"]));
    }
    const asked = await run("disable", email);
    expect([asked.code, ids.every((id) => asked.text.includes(id))]).toEqual([1, true]);
  });
});

test.each([
  [[], 0],
  [["help"], 0],
  [["disable", "--help"], 0],
  [["frobnicate"], 2],
  [["show"], 2],
  [["show", "kim", "lee"], 2],
  [["list", "--limit", "0"], 2],
  [["list", "--password", "x"], 2],
  [["create", "--username", "kim", "--password", "x"], 2],
  [["sessions", "burn", "kim"], 2],
  [["show", "nobody-of-this-name"], 1],
])("%j ends with exit code %i", async (args, code) => {
  expect((await run(...args)).code).toBe(code);
});
