import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type Client, clientOf, type Fields } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { mailboxOf, mailQueueIsDone } from "#e2e/support/mailbox.ts";
import { withoutHourly } from "#e2e/support/no-hourly.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, loggedInPerson, logIn, newPerson, pendingPerson, registration } from "#e2e/support/people.ts";
import { currentDatabase } from "#e2e/support/place.ts";
import { bearer, personWithTokens, refresh, type Tokens, userBy } from "#e2e/support/tokens.ts";
import { linkDoors } from "./link-deaths/link-doors.ts";
import { type StatementCounter, startStatementCounter } from "./statements/statement-counter.ts";

let app: App;
let counter: StatementCounter;

const api = "/api/v1/accounts";
const bare = () => clientOf(app);
const loggedIn = () => loggedInPerson(app, mailboxOf(app));
const issue = async (purpose: string) => {
  const door = linkDoors(app).find((candidate) => candidate.purpose === purpose);
  if (!door) throw new Error(purpose);
  const live = await door.issue();
  return () => door.spend(live.fields);
};

type Asking = () => Promise<Answer>;
/** A request with what must be there before it. */
type Request = { readonly what: string; readonly status?: number; readonly prepare: () => Promise<Asking> };

const by = (ask: (client: Client, password: string) => Promise<Answer>) => async (): Promise<Asking> => {
  const { client, person } = await loggedIn();
  return () => ask(client, person.password);
};
const anonymous = (path: string, fields: () => Fields) => async (): Promise<Asking> => {
  const body = fields();
  return () => bare().post(api + path, body);
};
const asRegistrant = (ask: (client: Client) => Promise<Answer>) => async (): Promise<Asking> => {
  const { client } = await pendingPerson(app, mailboxOf(app));
  return () => ask(client);
};

const byToken = (ask: (tokens: Tokens) => Promise<Answer>) => async (): Promise<Asking> => {
  const { tokens } = await personWithTokens(app, mailboxOf(app));
  return () => ask(tokens);
};

const reads: readonly Request[] = [
  { what: "the profile", prepare: by((client) => client.get(`${api}/profile/`)) },
  { what: "the list of sessions", prepare: by((client) => client.get(`${api}/sessions/`)) },
  { what: "the export", prepare: by((client) => client.get(`${api}/export/`)) },
  { what: "the state of a sign-up", prepare: asRegistrant((client) => client.get(`${api}/registration-status/`)) },
  { what: "auth/user", prepare: byToken(({ access }) => userBy(app, access)) },
  { what: "/api/auth/session", prepare: by((client) => client.get("/api/auth/session")) },
];

const writes: readonly Request[] = [
  { what: "register", status: 201, prepare: anonymous("/register/", () => registration(newPerson())) },
  {
    what: "register with a weak password",
    status: 400,
    prepare: anonymous("/register/", () => registration(newPerson({ password: "12345678" }))),
  },
  { what: "resend-verification", prepare: anonymous("/resend-verification/", () => ({ email: newPerson().email })) },
  {
    what: "correct-registration",
    prepare: asRegistrant((client) => client.post(`${api}/correct-registration/`, { email: newPerson().email })),
  },
  { what: "verify-registration", prepare: () => issue("register") },
  {
    what: "verify-registration with a password",
    prepare: async () => {
      const { fields, person } = await pendingPerson(app, mailboxOf(app));
      return () => bare().post(`${api}/verify-registration/`, { ...fields, password: person.password });
    },
  },
  {
    what: "login",
    prepare: async () => {
      const { person } = await activePerson(app, mailboxOf(app));
      return () => logIn(bare(), person);
    },
  },
  {
    what: "login from a new device",
    prepare: async () => {
      const { person } = await loggedIn();
      return () => logIn(bare(), person);
    },
  },
  {
    what: "login with a wrong password",
    status: 400,
    prepare: async () => {
      const { person } = await activePerson(app, mailboxOf(app));
      return () => logIn(bare(), { ...person, password: "quiet-harbour-wrong" });
    },
  },
  {
    what: "login of nobody",
    status: 400,
    prepare: anonymous("/login/", () => ({ login: newPerson().username, password: "x" })),
  },
  { what: "logout", prepare: by((client) => client.post(`${api}/logout/`)) },
  { what: "reauthenticate", prepare: by((client, password) => client.post(`${api}/reauthenticate/`, { password })) },
  {
    what: "profile",
    prepare: by((client) => client.send("PATCH", `${api}/profile/`, { fields: { first_name: "Kim" } })),
  },
  {
    what: "register-email",
    prepare: by((client) => client.post(`${api}/register-email/`, { email: newPerson().email })),
  },
  { what: "verify-email", prepare: () => issue("email-change") },
  { what: "cancel-email-change", prepare: by((client) => client.post(`${api}/cancel-email-change/`)) },
  { what: "undo-email-change", prepare: () => issue("email-undo") },
  {
    what: "send-reset-password-link",
    prepare: anonymous("/send-reset-password-link/", () => ({ login: newPerson().username })),
  },
  { what: "reset-password", prepare: () => issue("reset-password") },
  {
    what: "change-password",
    prepare: by((client, old_password) => {
      const { password } = newPerson();
      return client.post(`${api}/change-password/`, { old_password, password, password_confirm: password });
    }),
  },
  {
    what: "ending a session",
    prepare: async () => {
      const { client, person } = await loggedIn();
      await logIn(bare(), person);
      const { body } = await client.get(`${api}/sessions/`);
      const other = body.sessions.find((session: { is_current: boolean }) => !session.is_current);
      return () => client.send("DELETE", `${api}/sessions/${other.id}/`);
    },
  },
  { what: "ending all other sessions", prepare: by((client) => client.send("DELETE", `${api}/sessions/`)) },
  {
    what: "auth/login",
    prepare: async () => {
      const { username, password } = (await activePerson(app, mailboxOf(app))).person;
      return () => bare().post("/api/v1/auth/login/", { username, password });
    },
  },
  { what: "auth/token/refresh", prepare: byToken((tokens) => refresh(app, tokens.refresh)) },
  {
    what: "auth/logout",
    prepare: byToken(({ access }) => bare().post("/api/v1/auth/logout/", {}, bearer(access))),
  },
  { what: "delete-account", prepare: by((client, password) => client.post(`${api}/delete-account/`, { password })) },
];

// What the embedded database is asked goes over no wire; it is asked the same by the same code.
describe.skipIf(currentDatabase() === "pglite")("statements of the application's pool", () => {
  beforeAll(async () => {
    app = await startOwnApp();
    counter = await startStatementCounter(app.databaseUrl ?? "");
    await app.stop();
    await app.restart({ DATABASE_URL: counter.url });
    await withoutHourly(app);
  });
  afterAll(async () => {
    await app?.dispose();
    await counter?.close();
  });

  async function statementsOf({ prepare, status = 200 }: Request): Promise<readonly string[]> {
    const ask = await prepare();
    await mailQueueIsDone(app);
    const { value, statements } = await counter.during(ask);
    expect([value.status, value.text]).toEqual([status, expect.anything()]);
    return statements;
  }

  test("are seen by the counter", async () => {
    const { statements } = await counter.during(() => bare().post(`${api}/register/`, registration(newPerson())));
    expect(statements.filter((text) => text.includes("INSERT INTO users"))).toHaveLength(1);
  });

  test.each(reads)("$what is read with three at most", async (request) => {
    const statements = await statementsOf(request);
    expect(statements.length, statements.join("\n---\n")).toBeLessThanOrEqual(3);
  });

  test("the profile is read with one or two", async () => {
    const [profile] = reads;
    const statements = profile ? await statementsOf(profile) : [];
    expect([1, 2]).toContain(statements.length);
  });

  test.each(writes)("$what needs five at most", async (request) => {
    const statements = await statementsOf(request);
    expect(statements.length, statements.join("\n---\n")).toBeLessThanOrEqual(5);
  });

  // Those on the way to the hash are asked for by one statement (lib/passwords/crowd.ts).
  test("are shared by a crowd that logs in: less than half of what each needs alone", async () => {
    const login = () => bare().post(`${api}/login/`, { login: newPerson().username, password: "x" });
    const alone = await counter.during(login);
    const size = 30;
    const crowd = await counter.during(() => Promise.all(Array.from({ length: size }, login)));
    expect(crowd.value.map(({ status }) => status)).toEqual(Array.from({ length: size }, () => 400));
    expect(crowd.statements.length).toBeLessThan((alone.statements.length * size) / 2);
  });
});
