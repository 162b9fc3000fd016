import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { loggedInPerson, logIn } from "#e2e/support/people.ts";
import { comeBack, departureOf, goThrough, locationOf, logInThere } from "#e2e/support/social.ts";
import { type SocialStage, startSocialStage } from "#e2e/support/social-stage.ts";

let stage: SocialStage;
let app: App;

beforeAll(async () => {
  stage = await startSocialStage();
  app = stage.app;
});
afterAll(() => stage.close());

const profile = "/api/v1/accounts/profile/";
const connections = "/api/v1/accounts/connections/";
const isLoggedIn = async (client: Client) => (await client.get(profile)).status === 200;

describe("connecting", () => {
  test("adds a way in, ends everything older, keeps the caller, and is told by mail", async () => {
    const mailbox = mailboxOf(app);
    const { client, person, id } = await loggedInPerson(app, mailbox);
    const other = clientOf(app);
    await logIn(other, person);
    await mailbox.take(person.email);
    const account = stage.newAccount();
    const secret = client.cookies.get("session")?.value;
    const back = await comeBack(
      client,
      await logInThere(departureOf(await client.post(connections, { provider: "acme" })), account.sub),
    );
    expect(locationOf(back)).toBe("/account/connections");
    expect(client.cookies.get("session")?.value).not.toBe(secret);
    expect(await isLoggedIn(client)).toBe(true);
    expect(await isLoggedIn(other)).toBe(false);
    expect((await mailbox.take(person.email)).subject).toBe("Acme Ltd. was connected to Latchkey");
    expect((await client.get(connections)).body).toEqual({
      connections: [
        { provider: "acme", label: "Acme Ltd.", connected_at: expect.stringMatching(/Z$/) },
        { provider: "other", label: "Other", connected_at: null },
      ],
    });
    const again = clientOf(app);
    await goThrough(again, "acme", account.sub);
    expect((await again.get(profile)).body).toMatchObject({ id, email: person.email });
  });

  test("needs a fresh session, and the very session that asked", async () => {
    const { client, person, id } = await loggedInPerson(app, mailboxOf(app));
    const account = stage.newAccount();
    const departure = departureOf(await client.post(connections, { provider: "acme" }));
    const callback = await logInThere(departure, account.sub);
    const cookies = client.cookies.header()?.replace(/session=[^;]+;? ?/, "") ?? "";
    const other = clientOf(app);
    await logIn(other, person);
    const session = other.cookies.get("session")?.value;
    const back = await comeBack(clientOf(app), callback, { cookie: `${cookies}; session=${session}` });
    expect(locationOf(back)).toBe("/account/connections");
    expect(await look(app, "SELECT 1 FROM identities WHERE user_id = $1::uuid", [id])).toEqual([]);
    await look(app, "UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1::uuid", [
      id,
    ]);
    const late = await other.post(connections, { provider: "acme" });
    expect([late.status, late.body]).toMatchObject([403, { code: "reauthentication_required" }]);
  });

  test("takes nobody's connection away", async () => {
    const owner = await stage.socialPerson();
    const { client, id } = await loggedInPerson(app, mailboxOf(app));
    const departure = departureOf(await client.post(connections, { provider: "acme" }));
    expect(locationOf(await comeBack(client, await logInThere(departure, owner.account.sub)))).toBe(
      "/account/connections",
    );
    const page = await client.get("/account/connections", { headers: { accept: "text/html" } });
    expect(page.text).toContain("is connected to another account here.");
    expect(await look(app, "SELECT 1 FROM identities WHERE user_id = $1::uuid", [id])).toEqual([]);
    expect(await isLoggedIn(owner.client)).toBe(true);
  });
});

describe("disconnecting", () => {
  test("removes a way in, ends everything older, and is told by mail", async () => {
    const mailbox = mailboxOf(app);
    const { client, person } = await loggedInPerson(app, mailbox);
    const account = stage.newAccount();
    const departure = departureOf(await client.post(connections, { provider: "acme" }));
    await comeBack(client, await logInThere(departure, account.sub));
    await mailbox.take(person.email);
    const other = clientOf(app);
    await goThrough(other, "acme", account.sub);
    await mailbox.take(person.email);
    const answer = await client.send("DELETE", `${connections}acme/`);
    expect([answer.status, answer.body]).toEqual([200, { detail: "Disconnected" }]);
    expect([await isLoggedIn(client), await isLoggedIn(other)]).toEqual([true, false]);
    expect((await mailbox.take(person.email)).subject).toBe("Acme Ltd. was disconnected from Latchkey");
    expect(locationOf(await goThrough(clientOf(app), "acme", account.sub))).toBe("/register/social");
    expect((await client.send("DELETE", `${connections}acme/`)).status).toBe(404);
  });

  test("never removes the last way in, not even by two requests at once", async () => {
    const { client, account, id } = await stage.socialPerson();
    await look(app, "UPDATE sessions SET authenticated_at = now() WHERE user_id = $1::uuid", [id]);
    const answer = await client.send("DELETE", `${connections}acme/`);
    expect([answer.status, answer.body]).toMatchObject([400, { code: "last_way_in" }]);
    await look(app, "INSERT INTO identities (provider, subject, user_id) VALUES ('other', $1, $2::uuid)", [
      account.sub,
      id,
    ]);
    const both = await Promise.all(["acme", "other"].map((name) => client.send("DELETE", `${connections}${name}/`)));
    expect(both.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(await look(app, "SELECT 1 FROM identities WHERE user_id = $1::uuid", [id])).toHaveLength(1);
  });
});

describe("a session opened by a provider", () => {
  const remove = (client: Client) => client.post("/api/v1/accounts/delete-account/", {});

  test("is as fresh as the provider's own proof", async () => {
    const { account, id } = await stage.socialPerson();
    const sql = `SELECT bool_and(authenticated_at > now() - interval '10 minutes') AS fresh FROM sessions WHERE user_id = $1::uuid`;
    await goThrough(clientOf(app), "acme", account.sub);
    expect(await lookOne(app, sql, [id])).toEqual({ fresh: false });
  });

  test("becomes fresh when the provider has asked anew", async () => {
    const { client, account } = await stage.socialPerson();
    expect((await remove(client)).body).toMatchObject({ code: "reauthentication_required" });
    const again = { provider: "acme", page: "/account/delete" };
    const departure = departureOf(await client.post("/api/v1/accounts/social-reauthenticate/", again));
    expect(departure.searchParams.get("max_age")).toBe("0");
    const back = await comeBack(client, await logInThere(departure, account.sub));
    expect(locationOf(back)).toBe("/account/delete");
    expect((await remove(client)).status).toBe(200);
  });

  test("does not become fresh by somebody else's proof, nor by one that was not asked for", async () => {
    const { client, account } = await stage.socialPerson();
    const stranger = stage.newAccount();
    const ask = async () =>
      departureOf(
        await client.post("/api/v1/accounts/social-reauthenticate/", { provider: "acme", page: "/account/delete" }),
      );
    await comeBack(client, await logInThere(await ask(), stranger.sub));
    expect((await remove(client)).status).toBe(403);
    const unasked = await ask();
    unasked.searchParams.delete("max_age");
    await comeBack(client, await logInThere(unasked, account.sub));
    expect((await remove(client)).status).toBe(403);
  });

  test("is asked for the password where there is one", async () => {
    const { client } = await loggedInPerson(app, mailboxOf(app));
    const answer = await client.post("/api/v1/accounts/social-reauthenticate/", { provider: "acme" });
    expect(answer.body).toMatchObject({ code: "reauthentication_required" });
  });
});
