import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { activePerson, newPerson } from "#e2e/support/people.ts";
import { bearer } from "#e2e/support/tokens.ts";

let app: App;
beforeAll(async () => {
  app = await startOwnApp({ JWT_AUTH_COOKIE: "app-auth", JWT_AUTH_REFRESH_COOKIE: "app-refresh" });
});
afterAll(() => app.dispose());

const user = "/api/v1/auth/user/";
const exchange = "/api/v1/auth/token/refresh/";

/** A browser that logged in by the auth face. */
async function browser(): Promise<Client> {
  const { person } = await activePerson(app, mailboxOf(app));
  const client = clientOf(app);
  const answer = await client.post("/api/v1/auth/login/", { username: person.username, password: person.password });
  expect(answer.status).toBe(200);
  return client;
}

/** The same cookies in another jar, as somebody has them who copied them. */
function copyOf(client: Client): Client {
  const copy = clientOf(app);
  for (const name of ["app-auth", "app-refresh"]) copy.cookies.put(name, client.cookies.get(name)?.value ?? "");
  return copy;
}

describe("with the cookies of JWT_AUTH_COOKIE and JWT_AUTH_REFRESH_COOKIE", () => {
  test("a login sets both, kept from scripts and from other sites, and shows the refresh token nowhere else", async () => {
    const { person } = await activePerson(app, mailboxOf(app));
    const fields = { username: person.username, password: person.password };
    const { setCookies, body } = await clientOf(app).post("/api/v1/auth/login/", fields);
    const [access = "", refresh = ""] = setCookies;
    expect(access).toMatch(/^app-auth=[\w.-]+; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax$/);
    expect(refresh).toMatch(/^app-refresh=latchkey_refresh_[\w-]{43}; Path=\/; Max-Age=86400; HttpOnly; SameSite=Lax$/);
    expect(body).toMatchObject({ access: access.slice("app-auth=".length).split(";")[0], refresh: "" });
  });

  test("the cookie is a login for both faces; an Authorization header beats it", async () => {
    const client = await browser();
    for (const path of [user, "/api/v1/accounts/profile/"]) expect((await client.get(path)).status).toBe(200);
    expect((await client.get(user, bearer("x"))).status).toBe(401);
  });

  test("an exchange takes the token from its cookie and renews both", async () => {
    const client = await browser();
    const before = client.cookies.get("app-refresh")?.value;
    const answer = await client.post(exchange);
    expect([answer.status, answer.body.refresh]).toEqual([200, ""]);
    expect(client.cookies.get("app-refresh")?.value).not.toBe(before);
    expect((await client.get(user)).status).toBe(200);
    expect((await client.post(exchange)).status).toBe(200);
    expect((await clientOf(app).post(exchange)).body).toEqual({ refresh: ["This field is required."] });
  });

  test.each(["auth", "accounts"])("a log-out by /%s/ ends the session behind them and removes both", async (face) => {
    const client = await browser();
    const copy = copyOf(client);
    expect((await client.post(`/api/v1/${face}/logout/`)).status).toBe(200);
    for (const name of ["app-auth", "app-refresh"]) expect(client.cookies.get(name)).toBeNull();
    expect((await copy.get(user)).status).toBe(401);
    expect((await copy.post(exchange)).status).toBe(401);
  });

  test("a request from another site is refused, whatever the cookies carry", async () => {
    const client = await browser();
    const foreign = { headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" } };
    for (const path of [exchange, "/api/v1/auth/logout/", "/api/v1/auth/password/change/"]) {
      const answer = await client.post(path, {}, foreign);
      expect([answer.status, answer.body.code]).toEqual([403, "csrf_failed"]);
    }
    // A form without any word of its origin could be another site's, so it is not taken with a cookie.
    expect((await client.post(exchange, {}, { as: "form" })).status).toBe(403);
    expect((await client.get(user)).status).toBe(200);
  });
});

test("a planted cookie of a wrong kind is nobody", async () => {
  const client = await browser();
  for (const value of ["x", client.cookies.get("app-refresh")?.value ?? ""]) {
    const other = clientOf(app);
    other.cookies.put("app-auth", value);
    expect((await other.get(user)).status).toBe(401);
  }
});

describe("where no proof of the address is demanded", () => {
  test.each(["optional", "none"])("(%s) a registration answers tokens and the user at once", async (verification) => {
    const own = await startOwnApp({ ACCOUNT_EMAIL_VERIFICATION: verification });
    try {
      const { username, email, password } = newPerson();
      const fields = { username, email, password1: password, password2: password };
      const answer = await clientOf(own).post("/api/v1/auth/registration/", fields);
      expect([answer.status, Object.keys(answer.body)]).toEqual([201, ["access", "refresh", "user"]]);
      expect((await clientOf(own).get(user, bearer(answer.body.access))).body).toEqual(answer.body.user);
      const again = await clientOf(own).post("/api/v1/auth/registration/", { ...fields, username: `${username}x` });
      expect([again.status, Object.keys(again.body)]).toEqual([400, ["email"]]);
    } finally {
      await own.dispose();
    }
  });

  test("an address is no must with ACCOUNT_EMAIL_REQUIRED=false", async () => {
    const own = await startOwnApp({ ACCOUNT_EMAIL_VERIFICATION: "none", ACCOUNT_EMAIL_REQUIRED: "false" });
    try {
      const { username, password } = newPerson();
      const fields = { username, password1: password, password2: password };
      const answer = await clientOf(own).post("/api/v1/auth/registration/", fields);
      expect([answer.status, answer.body.user]).toMatchObject([201, { username, email: "" }]);
    } finally {
      await own.dispose();
    }
  });
});
