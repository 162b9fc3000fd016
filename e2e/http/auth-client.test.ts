import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "#e2e/support/app.ts";
import { type Mail, mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { newPerson } from "#e2e/support/people.ts";
import { type ScriptedProvider, startScriptedProvider } from "#e2e/support/scripted-provider.ts";

const front = "https://front.example";

/**
 * A small front end as dj-rest-auth's documentation shows it. It knows the package's paths, bodies and answers, the routes
 * of its own pages, and nothing of Latchkey.
 */
function makeFrontEnd(api: string) {
  let access: string | null = null;
  let refresh = "";
  const call = async (method: string, path: string, body?: object) => {
    const headers = new Headers({ accept: "application/json", "content-type": "application/json" });
    if (access !== null) headers.set("authorization", `Bearer ${access}`);
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${api}${path}`, init);
    return { status: response.status, data: JSON.parse((await response.text()) || "null") };
  };
  return {
    call,
    async login(credentials: object) {
      const answer = await call("POST", "/login/", credentials);
      if (answer.status === 200) ({ access, refresh } = answer.data);
      return answer;
    },
    async refreshTokens() {
      access = null;
      const answer = await call("POST", "/token/refresh/", { refresh });
      if (answer.status === 200) ({ access, refresh } = answer.data);
      return answer;
    },
    verifyToken: () => call("POST", "/token/verify/", { token: refresh }),
    async logout() {
      const answer = await call("POST", "/logout/", { refresh });
      access = null;
      return answer;
    },
  };
}

/** What stands behind a page's address in a mail's link. */
function routeIn(mail: Mail, page: string): string[] {
  const at = mail.text.indexOf(`${front}${page}`);
  const [link = ""] = mail.text.slice(at).split(/\s/);
  return link.slice(`${front}${page}`.length).split("/").map(decodeURIComponent);
}

let app: App;
let peer: ScriptedProvider;
beforeAll(async () => {
  peer = await startScriptedProvider({ clientId: "us" });
  app = await startOwnApp({
    ...{ OIDC_ACME_ISSUER: peer.url, OIDC_ACME_CLIENT_ID: "us", OIDC_ACME_CLIENT_SECRET: "secret" },
    ...{ GITHUB_URL: peer.url, GITHUB_CLIENT_ID: "us", GITHUB_CLIENT_SECRET: "secret" },
    SOCIAL_REDIRECT_URIS: `${front}/callback`,
    REGISTER_VERIFICATION_URL: `${front}/verify-email/{key}`,
    RESET_PASSWORD_VERIFICATION_URL: `${front}/password-reset/{uid}/{token}`,
    JWT_AUTH_RETURN_EXPIRATION: "true",
  });
});
afterAll(async () => {
  await app.dispose();
  await peer.close();
});

test("a front end written for dj-rest-auth goes the whole way", async () => {
  const mailbox = mailboxOf(app);
  const { username, email, password } = newPerson();
  const page = makeFrontEnd(`${app.url}/api/v1/auth`);

  const signUp = { username, email, password1: password, password2: password };
  expect(await page.call("POST", "/registration/", signUp)).toEqual({
    status: 201,
    data: { detail: "Verification e-mail sent." },
  });
  await mailbox.take(email);
  expect(await page.call("POST", "/registration/resend-email/", { email })).toEqual({
    status: 200,
    data: { detail: "ok" },
  });
  const [key] = routeIn(await mailbox.take(email), "/verify-email/");
  expect(await page.call("POST", "/registration/verify-email/", { key })).toEqual({
    status: 200,
    data: { detail: "ok" },
  });

  const user = { pk: expect.any(String), username, email, first_name: "", last_name: "" };
  expect(await page.login({ email, password })).toEqual({
    status: 200,
    data: {
      access: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      refresh: expect.any(String),
      access_expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      refresh_expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      user,
    },
  });
  expect(await page.call("GET", "/user/")).toEqual({ status: 200, data: user });
  const named = { username, first_name: "Kim", last_name: "Ålund" };
  expect(await page.call("PUT", "/user/", named)).toEqual({ status: 200, data: { ...user, ...named } });
  expect((await page.call("PATCH", "/user/", { last_name: "Åström" })).data.last_name).toBe("Åström");
  expect((await page.refreshTokens()).status).toBe(200);
  expect(await page.verifyToken()).toEqual({ status: 200, data: {} });
  expect((await page.call("GET", "/user/")).data.first_name).toBe("Kim");

  const second = "violet-lantern-harbour-52";
  const change = { old_password: password, new_password1: second, new_password2: second };
  expect(await page.call("POST", "/password/change/", change)).toEqual({
    status: 200,
    data: { detail: "New password has been saved." },
  });
  expect((await page.call("GET", "/user/")).status).toBe(200);
  expect(await page.logout()).toEqual({ status: 200, data: { detail: "Successfully logged out." } });
  expect((await page.call("GET", "/user/")).status).toBe(401);
  const dead = { status: 401, data: { detail: "Token is invalid or expired", code: "token_not_valid" } };
  expect(await page.refreshTokens()).toEqual(dead);
  expect(await page.verifyToken()).toEqual(dead);
  await mailbox.take(email);

  expect(await page.call("POST", "/password/reset/", { email })).toEqual({
    status: 200,
    data: { detail: "Password reset e-mail has been sent." },
  });
  const [uid, token] = routeIn(await mailbox.take(email), "/password-reset/");
  const third = "amber-lantern-harbour-73";
  const reset = { uid, token, new_password1: third, new_password2: third };
  expect(await page.call("POST", "/password/reset/confirm/", reset)).toEqual({
    status: 200,
    data: { detail: "Password has been reset with the new password." },
  });
  expect(await page.call("POST", "/password/reset/confirm/", reset)).toEqual({
    status: 400,
    data: { token: ["Invalid value"] },
  });
  expect((await page.login({ username, password: second })).data).toEqual({
    non_field_errors: ["Unable to log in with provided credentials."],
  });
  expect((await page.login({ username, password: third })).status).toBe(200);
});

test("a front end written for its social login goes in by GitHub and by an OpenID provider, and stays one person", async () => {
  const { email, username } = newPerson();
  peer.answer("/api/v3/applications/us/token", { body: { app: { client_id: "us" }, user: { id: 4_713 } } });
  peer.answer("/login/oauth/access_token", { body: { access_token: "theirs" } });
  peer.answer("/api/v3/user", { body: { id: 4_713, login: username } });
  peer.answer("/api/v3/user/emails", { body: [{ email, primary: true, verified: true }] });
  const page = makeFrontEnd(`${app.url}/api/v1/auth`);
  const byCode = { code: "c", code_verifier: "v".repeat(43), redirect_uri: `${front}/callback` };
  for (const proof of [{ access_token: "theirs" }, byCode]) {
    const { status, data } = await page.call("POST", "/github/", proof);
    expect([status, Object.keys(data)]).toEqual([
      200,
      ["access", "refresh", "access_expiration", "refresh_expiration", "user"],
    ]);
    expect(data.user).toMatchObject({ username, email });
  }
  const other = newPerson();
  const claims = { sub: other.username, email: other.email, email_verified: true, preferred_username: other.username };
  const { status, data } = await page.call("POST", "/acme/", { id_token: await peer.idToken(claims) });
  expect([status, data.user]).toMatchObject([200, { username: other.username, email: other.email }]);
  expect(await page.call("POST", "/acme/", { id_token: "x" })).toEqual({
    status: 400,
    data: { non_field_errors: ["Incorrect value"] },
  });
});
