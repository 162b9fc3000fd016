import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Client, clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { loggedInPerson, logIn, newPerson, type Person, pendingPerson, registration } from "#e2e/support/people.ts";

const accounts = "/api/v1/accounts";
const html = { accept: "text/html" };
/** Everything that was ever secret in this run. */
const secrets = new Set<string>();
let app: App;

/** A client whose every cookie is remembered as a secret. */
function browser(): Client {
  const client = clientOf(app);
  const send: Client["send"] = async (method, path, sending) => {
    const answer = await client.send(method, path, sending);
    for (const cookie of answer.setCookies) keep(/^[^=]+=([^;]+)/.exec(cookie)?.[1] ?? "");
    return answer;
  };
  return {
    ...client,
    send,
    get: (path, more) => send("GET", path, more),
    post: (path, fields = {}, more) => send("POST", path, { ...more, fields }),
  };
}

function keep(...texts: readonly string[]): void {
  for (const text of texts) if (text.length > 7) secrets.add(text);
}

function somebody(): Person {
  const person = newPerson();
  keep(person.email, person.password);
  return person;
}

/** The link in the newest mail to this address that leads to this page. */
async function linkTo(email: string, page: string): Promise<URL> {
  const mails = (await mailboxOf(app).all(email)).filter(({ text }) => text.includes(`${page}?`));
  const mail = mails.at(-1);
  if (!mail) throw new Error(`No mail to ${email} leads to ${page}.`);
  const link = linkIn(mail);
  keep(link.href, link.search, fieldsOf(link).signature);
  return link;
}

beforeAll(async () => {
  app = await startOwnApp({ LOGIN_RETRIEVE_TOKEN: "true", LOG_LEVEL: "info" });
  await signUpAndIn();
  await changeEverything();
  await sendNonsense();
  await breakTheDatabase();
});
afterAll(() => app.dispose());

async function signUpAndIn(): Promise<void> {
  const person = somebody();
  const client = browser();
  await client.post(`${accounts}/register/`, registration(person));
  await client.post(`${accounts}/resend-verification/`, { email: person.email });
  const link = await linkTo(person.email, "/verify-user");
  for (const method of ["GET", "HEAD"]) await browser().send(method, link.pathname + link.search, { headers: html });
  await client.post(`${accounts}/verify-registration/`, { ...fieldsOf(link), signature: "A".repeat(43) });
  await client.post(`${accounts}/verify-registration/`, { ...fieldsOf(link), password: person.password });
  const wrong = somebody();
  for (const login of [person.username, person.email, wrong.email])
    await client.post(`${accounts}/login/`, { login, password: wrong.password });
  const { body } = await client.post(`${accounts}/login/`, { login: person.email, password: person.password });
  keep(String(body.token));
  await client.get(`${accounts}/profile/`, { headers: { authorization: `Bearer ${body.token}` } });
  const tokens = await client.post("/api/v1/auth/login/", { username: person.username, password: person.password });
  keep(String(tokens.body.access), String(tokens.body.refresh));
  await client.post("/api/v1/auth/token/refresh/", { refresh: tokens.body.refresh });
  await client.post(`${accounts}/logout/`, { revoke_token: true });
}

async function changeEverything(): Promise<void> {
  const { person, client: own } = await loggedInPerson(app, mailboxOf(app));
  keep(person.email, person.password, own.cookies.get("session")?.value ?? "");
  const [next, last] = [somebody(), somebody()];
  const send = (path: string, body: object) => own.post(`${accounts}/${path}/`, { ...body });
  await send("register-email", { email: next.email });
  await send("verify-email", fieldsOf(await linkTo(next.email, "/verify-email")));
  await send("change-password", {
    old_password: person.password,
    password: next.password,
    password_confirm: next.password,
  });
  await browser().post(`${accounts}/send-reset-password-link/`, { login: next.email });
  const reset = await linkTo(next.email, "/reset-password");
  await browser().get(reset.pathname + reset.search, { headers: html });
  await browser().post(`${accounts}/reset-password/`, { ...fieldsOf(reset), password: last.password });
  const again = browser();
  await logIn(again, { ...person, password: last.password });
  for (const name of ["profile", "sessions", "export"]) await again.get(`${accounts}/${name}/`);
  for (const page of ["", "/sessions", "/history", "/email"]) await again.get(`/account${page}`, { headers: html });
  const link = await linkTo(person.email, "/undo-email-change");
  await browser().post(`${accounts}/undo-email-change/`, { ...fieldsOf(link), email: person.email });
}

/** What is refused early, or goes to paths that are not there, is no less secret. */
async function sendNonsense(): Promise<void> {
  const { person, link } = await pendingPerson(app, mailboxOf(app));
  const { signature } = fieldsOf(link);
  keep(person.email, person.password, signature, link.href);
  const text = JSON.stringify(registration(person)).slice(0, -1);
  const json = { "content-type": "application/json" };
  for (const path of [`${accounts}/register/`, `${accounts}/login/`]) {
    await browser().send("POST", path, { text, headers: json });
    await browser().send("POST", path, { text: text.repeat(900), headers: json });
    await browser().send("POST", path, { text, headers: { "content-type": "text/plain" } });
    await browser().send("PUT", path, { text, headers: json });
  }
  const key = `${Buffer.from(JSON.stringify(person.username)).toString("base64url")}:1abcde:${signature}`;
  keep(key);
  const query = new URLSearchParams({ email: person.email, password: person.password, signature }).toString();
  for (const path of [
    `/activate/${key}`,
    `/activate?activation_key=${key}`,
    `/nothing?${query}`,
    `/login?${query}`,
    `/api/x?${query}`,
  ])
    await browser().get(path, {
      headers: { ...html, cookie: `session=${signature}`, "user-agent": `x ${person.email}` },
    });
  const forged = { username: `x\n{"event":"forged"}`, email: person.email, password: person.password };
  await browser().post(`${accounts}/register/`, { ...forged, password_confirm: person.password });
}

/** An error of the database names what it could not do; the logs must not. */
async function breakTheDatabase(): Promise<void> {
  const [person, other] = [somebody(), somebody()];
  const { client, person: active } = await loggedInPerson(app, mailboxOf(app));
  keep(active.email, active.password);
  await look(app, "ALTER TABLE users ADD CONSTRAINT broken CHECK (username NOT LIKE 'kim%') NOT VALID");
  expect((await browser().post(`${accounts}/register/`, registration(person))).status).toBe(500);
  await look(app, "ALTER TABLE users DROP CONSTRAINT broken");
  await look(app, "ALTER TABLE limit_buckets RENAME TO away");
  const answers = [
    await browser().post(`${accounts}/login/`, { login: other.email, password: other.password }),
    await client.post(`${accounts}/change-password/`, {
      old_password: active.password,
      password: other.password,
      password_confirm: other.password,
    }),
  ];
  await look(app, "ALTER TABLE away RENAME TO limit_buckets");
  for (const { status, body } of answers) {
    expect(status).toBe(500);
    expect(Object.keys(body).sort()).toEqual(["detail", "request_id"]);
    expect(app.logs()).toContain(String(body.request_id));
  }
}

const lineShape = z.object({
  time: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  level: z.enum(["info", "warn", "error"]),
  event: z.string(),
});

/** The lines since the greeting for people that a local start prints. */
function logLines(): string[] {
  return app
    .logs()
    .split("\n")
    .filter((line) => line.startsWith("{"));
}

describe("the logs of every flow", () => {
  test("hold no password, token, signature, cookie, link or whole address", () => {
    const logs = app.logs();
    expect(secrets.size).toBeGreaterThan(40);
    expect([...secrets].filter((secret) => logs.includes(secret) || logs.includes(encodeURIComponent(secret)))).toEqual(
      [],
    );
    expect(logs).not.toMatch(/\$argon2|signature=|activation_key=|quiet-harbour|latchkey_[A-Za-z0-9_-]{20}/);
    expect(logs).not.toMatch(/\bkim\.[0-9a-f]+@/);
  });

  test("are one JSON object a line, with the time in UTC, and no line that a client wrote", () => {
    const lines = logLines();
    expect(lines.length).toBeGreaterThan(50);
    const events = lines.map((line) => lineShape.parse(JSON.parse(line)).event);
    expect(events).not.toContain("forged");
  });

  test("name what has happened, to whom, in which request", () => {
    const names = ["user_registered", "user_activated", "user_logged_in", "user_login_failed", "user_logged_out"];
    const more = ["user_changed_email", "password_changed", "password_reset", "mail_sent", "email_change_undone"];
    const lines = logLines().map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
    for (const name of [...names, ...more]) expect(lines.map(({ event }) => event)).toContain(name);
    for (const line of lines.filter(({ event }) => event === "user_activated")) {
      expect(line["userId"]).toMatch(/^[0-9a-f-]{36}$/);
      expect(line["requestId"]).toMatch(/^[0-9a-f]{16}$/);
    }
    const mails = lines.filter(({ event }) => event === "mail_sent");
    for (const { to } of mails) expect(to).toBe("k***@example.org");
  });
});
