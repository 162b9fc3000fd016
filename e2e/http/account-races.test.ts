import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { details } from "#e2e/support/answers.ts";
import { type Answer, type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { loggedInPerson, logIn, newPerson, type Person } from "#e2e/support/people.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { statementsWait, whileLocked } from "#e2e/support/row-lock.ts";
import { comeBack, departureOf, leaveFor, locationOf, logInThere } from "#e2e/support/social.ts";
import { type SocialStage, startSocialStage } from "#e2e/support/social-stage.ts";

const api = "/api/v1/accounts";
const rounds = 5;
const notAuthenticated = { detail: "Authentication credentials were not provided.", code: "not_authenticated" };

let stage: SocialStage;
let app: App;

type Someone = { readonly client: Client; readonly person: Person; readonly id: string };
const someone = (): Promise<Someone> => loggedInPerson(app, mailboxOf(app));
const newPassword = (old_password: string): Fields => {
  const { password } = newPerson();
  return { old_password, password, password_confirm: password };
};

// The embedded database does one thing after the other.
describe.skipIf(currentDatabase() === "pglite")("at the same moment", () => {
  beforeAll(async () => {
    stage = await startSocialStage();
    app = stage.app;
  });
  afterAll(() => stage?.close());

  /** What `ask` is answered when the account is deleted after it was read and before it is written to. */
  const duringDeletion = (id: string, ask: () => Promise<Answer>): Promise<Answer> =>
    whileLocked(app, { sql: "DELETE FROM users WHERE id = $1::uuid", params: [id], waiting: 1 }, ask);

  /** Lets nobody write to the sessions of an account until so many want to. */
  const sessionsOf = (id: string, waiting: number) => ({
    ...{ sql: "SELECT 1 FROM sessions WHERE user_id = $1::uuid FOR UPDATE", params: [id], waiting },
  });
  const confirm = ({ password }: Person, cookie: string) =>
    clientOf(app).post(`${api}/reauthenticate/`, { password }, { headers: { cookie } });

  type Request = { what: string; ask: (someone: Someone) => Promise<Answer>; status?: number; body?: object };
  const requests: Request[] = [
    {
      ...{ what: "login", status: 400, body: details.loginInvalid },
      ask: ({ person }) => logIn(clientOf(app), person),
    },
    {
      ...{
        what: "auth/login",
        status: 400,
        body: { non_field_errors: ["Unable to log in with provided credentials."] },
      },
      ask: ({ person: { username, password } }) => clientOf(app).post("/api/v1/auth/login/", { username, password }),
    },
    {
      what: "reauthenticate",
      ask: ({ client, person: { password } }) => client.post(`${api}/reauthenticate/`, { password }),
    },
    {
      what: "register-email",
      ask: ({ client }) => client.post(`${api}/register-email/`, { email: newPerson().email }),
    },
    {
      what: "change-password",
      ask: ({ client, person }) => client.post(`${api}/change-password/`, newPassword(person.password)),
    },
    {
      what: "profile",
      ask: ({ client }) => client.send("PATCH", `${api}/profile/`, { fields: { first_name: "Kim" } }),
    },
  ];

  test.each(requests)("$what of an account that is being deleted is refused", async (request) => {
    const { ask, status = 401, body = notAuthenticated } = request;
    const person = await someone();
    const answer = await duringDeletion(person.id, () => ask(person));
    expect([answer.status, answer.body, answer.setCookies]).toEqual([status, body, []]);
  });

  test("no mail tells of a login that did not happen", async () => {
    const mailbox = mailboxOf(app);
    const { person, id } = await loggedInPerson(app, mailbox);
    await duringDeletion(id, () => logIn(clientOf(app), person));
    await mailbox.expectNone(person.email);
  });

  test("a login by a provider to an account that is being deleted is one of a newcomer", async () => {
    const { account, id } = await stage.socialPerson();
    const client = clientOf(app);
    const callback = await logInThere(await leaveFor(client, "acme"), account.sub);
    const answer = await duringDeletion(id, () => comeBack(client, callback));
    expect([answer.status, locationOf(answer)]).toEqual([303, "/register/social"]);
    expect(client.cookies.get("session")).toBeNull();
  });

  test("a confirmation by a provider for an account that is being deleted gives no cookie", async () => {
    const { account, client, id } = await stage.socialPerson();
    const wish = { provider: "acme", page: "/account/delete" };
    const departure = departureOf(await client.post(`${api}/social-reauthenticate/`, wish));
    const callback = await logInThere(departure, account.sub);
    const answer = await duringDeletion(id, () => comeBack(client, callback));
    expect([answer.status, locationOf(answer)]).toEqual([303, "/account/delete"]);
    expect(answer.setCookies.filter((cookie) => cookie.startsWith("session="))).toEqual([]);
  });

  test("logins and a deletion, as they come, are answered and never an error", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { client, person } = await someone();
      const [deleted, ...others] = await Promise.all([
        client.post(`${api}/delete-account/`, { password: person.password }),
        ...Array.from({ length: 4 }, () => logIn(clientOf(app), person)),
      ]);
      expect(deleted?.status).toBe(200);
      for (const { status, body } of others) {
        expect([
          [200, details.loggedIn],
          [400, details.loginInvalid],
        ]).toContainEqual([status, body]);
      }
    }
  });

  test("changes of different fields of one profile are both kept, and each answer is what the row holds", async () => {
    const { client, id } = await someone();
    const patch = (fields: Fields) => client.send("PATCH", `${api}/profile/`, { fields });
    const hold = { sql: "SELECT 1 FROM users WHERE id = $1::uuid FOR UPDATE", params: [id], waiting: 2 };
    const answers = await whileLocked(app, hold, () =>
      Promise.all([patch({ first_name: "Kim" }), patch({ last_name: "Lee" })]),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const whole = { first_name: "Kim", last_name: "Lee" };
    expect(await lookOne(app, "SELECT first_name, last_name FROM users WHERE id = $1::uuid", [id])).toEqual(whole);
    expect((await client.get(`${api}/profile/`)).body).toMatchObject(whole);
    expect(answers.map(({ body }) => body)).toContainEqual(expect.objectContaining(whole));
  });

  test("two confirmations of the password with one cookie leave the one cookie that is alive", async () => {
    const { client, person, id } = await someone();
    const cookie = client.cookies.header() ?? "";
    const answers = await whileLocked(app, sessionsOf(id, 2), () =>
      Promise.all([confirm(person, cookie), confirm(person, cookie)]),
    );
    for (const { status, body } of answers) expect([status, body]).toEqual([200, { detail: "Password confirmed" }]);
    client.cookies.keep(answers.flatMap(({ setCookies }) => setCookies));
    expect(answers.filter(({ setCookies }) => setCookies.length > 0)).toHaveLength(1);
    expect((await client.get(`${api}/profile/`)).status).toBe(200);
    const events = "SELECT 1 FROM account_events WHERE user_id = $1::uuid AND name = 'reauthenticated'";
    expect(await look(app, events, [id])).toHaveLength(1);
  });

  test("a confirmation of the password takes no cookie from a change that came first", async () => {
    const { client, person, id } = await someone();
    const cookie = client.cookies.header() ?? "";
    const answers = await whileLocked(app, sessionsOf(id, 2), async () => {
      const ending = client.send("DELETE", `${api}/sessions/`);
      await statementsWait(app, 1);
      return [await confirm(person, cookie), await ending] as const;
    });
    expect(answers.map(({ status }) => status)).toEqual([401, 200]);
    expect((await client.get(`${api}/profile/`)).status).toBe(200);
  });
});
