import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { eventually } from "#e2e/support/eventually.ts";
import { fieldsOf } from "#e2e/support/links.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, type Mailbox, mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, loggedInPerson, logIn, newPerson, pendingPerson, signUp, verify } from "#e2e/support/people.ts";
import { startWebHookPeer, type WebHookPeer } from "#e2e/support/web-hook-peer.ts";

const [oldSecret, newSecret] = [1, 2].map(() => `whsec_${randomBytes(32).toString("base64")}`);
const secrets = [String(oldSecret), String(newSecret)];

let peer: WebHookPeer;
let talkative: WebHookPeer;
let app: App;
let mailbox: Mailbox;

const settings = (signing: readonly string[]) => ({
  WEBHOOK_CRM_URL: peer.url,
  WEBHOOK_CRM_SECRETS: signing.join(","),
  WEBHOOK_MOVES_URL: talkative.url,
  WEBHOOK_MOVES_SECRETS: secrets.slice(0, 1).join(),
  WEBHOOK_MOVES_EVENTS: "user_changed_email,user_deleted,user_login_failed",
  WEBHOOK_MOVES_ADDRESSES: "true",
});

beforeAll(async () => {
  [peer, talkative] = [await startWebHookPeer(), await startWebHookPeer()];
  app = await startOwnApp(settings(secrets.slice(0, 1)));
  mailbox = mailboxOf(app);
});
afterAll(async () => {
  await app.dispose();
  await peer.close();
  await talkative.close();
});

/** Does not wait for the back-off: what waits for its next try is due now, and the worker looks within four seconds. */
const makeDue = () =>
  look(app, "UPDATE pgboss.job SET start_after = now() WHERE name = 'web-hook' AND state = 'retry'");
const waiting = (state: string) =>
  eventually(`a job that is ${state}`, async () => {
    const rows = await look(app, "SELECT 1 FROM pgboss.job WHERE name = 'web-hook' AND state::text = $1", [state]);
    return rows.length > 0 ? rows : undefined;
  });

/** What earlier tests have caused is delivered: else it would take the answers that are planned next. */
const nothingWaits = () =>
  eventually("the end of all jobs", async () => {
    const rows = await look(app, "SELECT 1 FROM pgboss.job WHERE name = 'web-hook' AND state < 'completed'");
    return rows.length === 0 ? true : undefined;
  });

describe("a receiver", () => {
  test("is told of what happens, signed, by ids alone", async () => {
    const { id, person } = await loggedInPerson(app, mailbox);
    for (const type of ["user_registered", "user_activated", "user_logged_in"]) {
      const [hook, ...others] = await peer.take(type, id);
      expect([others, hook?.signedBy(secrets)]).toEqual([[], secrets.slice(0, 1)]);
      expect(hook?.data).toMatchObject({ user_id: id, request: { network: "127.0.0.0/24" } });
      expect(JSON.stringify(hook)).not.toContain(person.email);
      expect(Math.abs(Number(hook?.sentAt) - Date.now() / 1000)).toBeLessThan(300);
    }
    expect(new Set(peer.received.map((one) => one.id)).size).toBe(peer.received.length);
  });

  test("that is set to know addresses gets them, and only the events it asks for", async () => {
    const { id, client, person } = await loggedInPerson(app, mailbox);
    const moved = newPerson();
    await client.post("/api/v1/accounts/register-email/", { email: moved.email });
    const fields = fieldsOf(linkIn(await mailbox.take(moved.email)));
    expect((await client.post("/api/v1/accounts/verify-email/", fields)).status).toBe(200);
    const [change] = await talkative.take("user_changed_email", id);
    expect(change?.data).toMatchObject({ email: moved.email, old_email: person.email, new_email: moved.email });
    expect(talkative.received.map(({ type }) => type)).not.toContain("user_logged_in");
  });

  test("hears of a failed login of somebody and of nobody", async () => {
    const { id, person } = await activePerson(app, mailbox);
    await logIn(clientOf(app), { ...person, password: "wrong" });
    expect((await talkative.take("user_login_failed", id))[0]?.data).toMatchObject({ username: person.username });
    await logIn(clientOf(app), newPerson());
    const unknown = () => talkative.received.find(({ type, data }) => type === "user_login_failed" && !data.user_id);
    expect((await eventually("the other one", unknown)).data).toEqual({
      ...{ user_id: null, detail: {} },
      request: { device: "", network: "127.0.0.0/24" },
    });
  });

  test("hears whose account was deleted", async () => {
    const { id, client, person } = await loggedInPerson(app, mailbox);
    expect((await client.post("/api/v1/accounts/delete-account/", { password: person.password })).status).toBe(200);
    expect((await talkative.take("user_deleted", id))[0]?.data).toMatchObject({ email: person.email });
  });
});

test("the log lines of a hook carry the id of the request that caused it", async () => {
  const { headers, body } = await signUp(clientOf(app), newPerson());
  const [hook] = await peer.take("user_registered", body.id);
  const sent = () =>
    app
      .logs()
      .split("\n")
      .find((line) => line.includes('"web_hook_sent"') && line.includes(String(hook?.id)));
  expect(JSON.parse(await eventually("its line", sent))).toMatchObject({ requestId: headers.get("x-request-id") });
  expect(JSON.stringify(hook)).not.toContain(headers.get("x-request-id"));
});

test("a refusal and a redirect are tried again under the same id, and the redirect is not followed", async () => {
  await nothingWaits();
  peer.plan(500, "redirect");
  const { body } = await signUp(clientOf(app), newPerson());
  for (const tries of [1, 2]) {
    await peer.take("user_registered", body.id, tries);
    await waiting("retry");
    await makeDue();
  }
  const sent = await peer.take("user_registered", body.id, 3);
  expect([sent.length, new Set(sent.map(({ id }) => id)).size]).toEqual([3, 1]);
  expect(sent.every((one) => one.signedBy(secrets).length === 1)).toBe(true);
});

test("a cause that is rolled back tells nobody", async () => {
  const person = newPerson();
  await signUp(clientOf(app), person);
  const before = await look(app, "SELECT 1 FROM pgboss.job WHERE name = 'web-hook'");
  const taken = await signUp(clientOf(app), { ...newPerson(), username: person.username });
  expect(taken.status).toBe(400);
  expect(await look(app, "SELECT 1 FROM pgboss.job WHERE name = 'web-hook'")).toHaveLength(before.length);
});

test("a hook of a process that is killed while it sends arrives after the start, under the secrets of then", async () => {
  await nothingWaits();
  peer.plan("hang");
  const { body } = await signUp(clientOf(app), newPerson());
  const [first] = await peer.take("user_registered", body.id);
  await app.kill();
  await app.restart(settings(secrets));
  // On a server the dead worker is noticed by its missing heartbeat: age it instead of waiting.
  await look(app, "UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE state = 'active'");
  await eventually(
    "the job's return",
    async () => {
      await makeDue();
      return peer.received.filter(({ id }) => id === first?.id).length > 1 ? true : undefined;
    },
    25,
  );
  const [, again] = await peer.take("user_registered", body.id, 2);
  expect([again?.id, again?.signedBy(secrets)]).toEqual([first?.id, secrets]);
});

describe("while no job can be made for a receiver", () => {
  beforeAll(() =>
    look(
      app,
      `CREATE FUNCTION refuse_web_hooks() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN IF NEW.name = 'web-hook' THEN RAISE EXCEPTION 'no room'; END IF; RETURN NEW; END $$`,
    ).then(() =>
      look(app, "CREATE TRIGGER refuse BEFORE INSERT ON pgboss.job FOR EACH ROW EXECUTE FUNCTION refuse_web_hooks()"),
    ),
  );
  afterAll(() =>
    look(app, "DROP TRIGGER refuse ON pgboss.job").then(() => look(app, "DROP FUNCTION refuse_web_hooks")),
  );

  test("nobody signs up", async () => {
    const person = newPerson();
    expect((await signUp(clientOf(app), person)).status).toBe(500);
    expect(await look(app, "SELECT 1 FROM users WHERE email = $1", [person.email])).toEqual([]);
  });

  test("no account is activated, and its link still works afterwards", async () => {
    await look(app, "ALTER TABLE pgboss.job DISABLE TRIGGER refuse");
    const { client, fields, id } = await pendingPerson(app, mailbox);
    await look(app, "ALTER TABLE pgboss.job ENABLE TRIGGER refuse");
    expect((await verify(client, fields)).status).toBe(500);
    expect(await look(app, "SELECT status::text FROM users WHERE id = $1::uuid", [id])).toEqual([
      { status: "pending" },
    ]);
  });

  test("nobody logs in", async () => {
    await look(app, "ALTER TABLE pgboss.job DISABLE TRIGGER refuse");
    const { client, person, id } = await activePerson(app, mailbox);
    await look(app, "ALTER TABLE pgboss.job ENABLE TRIGGER refuse");
    expect((await logIn(client, person)).status).toBe(500);
    expect(await look(app, "SELECT 1 FROM sessions WHERE user_id = $1::uuid", [id])).toEqual([]);
  });
});
