import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { look } from "#e2e/support/look.ts";
import { comeBack, goThrough, leaveFor, locationOf, logInThere } from "#e2e/support/social.ts";
import { type SocialStage, startSocialStage } from "#e2e/support/social-stage.ts";

let stage: SocialStage;
let app: App;

beforeAll(async () => {
  stage = await startSocialStage();
  app = stage.app;
});
afterAll(() => stage.close());

const profile = "/api/v1/accounts/profile/";
const isLoggedIn = async (client: Client) => (await client.get(profile)).status === 200;

describe("a handshake", () => {
  test("is bound to its browser", async () => {
    const { account } = await stage.socialPerson();
    const [client, thief] = [clientOf(app), clientOf(app)];
    const callback = await logInThere(await leaveFor(client, "acme"), account.sub);
    expect(locationOf(await comeBack(thief, callback))).toBe("/login");
    expect(await isLoggedIn(thief)).toBe(false);
    await leaveFor(thief, "acme");
    expect(locationOf(await comeBack(thief, callback))).toBe("/login");
    expect(await isLoggedIn(thief)).toBe(false);
    expect(locationOf(await comeBack(client, callback))).toBe("/account");
  });

  test("is good once, whatever cookies come with its replay", async () => {
    const { account } = await stage.socialPerson();
    const client = clientOf(app);
    const callback = await logInThere(await leaveFor(client, "acme"), account.sub);
    const cookies = client.cookies.header() ?? "";
    expect(locationOf(await comeBack(client, callback))).toBe("/account");
    const replay = clientOf(app);
    expect(locationOf(await comeBack(replay, callback, { cookie: cookies }))).toBe("/login");
    expect(replay.cookies.get("session")).toBeNull();
  });

  test("is not ended by a look at its address", async () => {
    const { account } = await stage.socialPerson();
    const client = clientOf(app);
    const callback = await logInThere(await leaveFor(client, "acme"), account.sub);
    const look = await client.send("HEAD", callback.pathname + callback.search);
    expect([look.status, look.setCookies]).toEqual([405, []]);
    expect(locationOf(await comeBack(client, callback))).toBe("/account");
  });

  test("is good for one of two at once", async () => {
    const { account } = await stage.socialPerson();
    const client = clientOf(app);
    const callback = await logInThere(await leaveFor(client, "acme"), account.sub);
    const cookie = client.cookies.header() ?? "";
    const answers = await Promise.all(Array.from({ length: 8 }, () => comeBack(clientOf(app), callback, { cookie })));
    expect(answers.map(locationOf).filter((to) => to === "/account")).toHaveLength(1);
  });

  test("with another state, without one, or of another provider ends on the login page", async () => {
    const { account } = await stage.socialPerson();
    const client = clientOf(app);
    const genuine = await logInThere(await leaveFor(client, "acme"), account.sub);
    const changed = (change: (url: URL) => void) => {
      const url = new URL(genuine);
      change(url);
      return url;
    };
    const attempts = [
      changed((url) => url.searchParams.set("state", "A".repeat(43))),
      changed((url) => url.searchParams.delete("state")),
      changed((url) => {
        url.pathname = url.pathname.replace("acme", "other");
      }),
    ];
    for (const callback of attempts) expect(locationOf(await comeBack(client, callback))).toBe("/login");
    expect(await isLoggedIn(client)).toBe(false);
    expect(locationOf(await comeBack(client, genuine))).toBe("/account");
  });

  test("that a provider answers in another's name is refused", async () => {
    const { account } = await stage.socialPerson();
    const client = clientOf(app);
    const callback = await logInThere(await leaveFor(client, "acme"), account.sub);
    callback.searchParams.set("iss", "http://localhost:1");
    expect(locationOf(await comeBack(client, callback))).toBe("/login");
    expect(await isLoggedIn(client)).toBe(false);
  });

  test("that somebody breaks off leads back with a word", async () => {
    const client = clientOf(app);
    const callback = await logInThere(await leaveFor(client, "acme", { next: "/account/email" }), null);
    expect(callback.searchParams.get("error")).toBe("access_denied");
    const back = await comeBack(client, callback);
    expect(locationOf(back)).toBe("/login?next=%2Faccount%2Femail");
    const page = await client.get(locationOf(back), { headers: { accept: "text/html" } });
    expect(page.text).toContain("You came back from Acme Ltd. without logging in.");
  });

  test("leads where the login was to lead, and never elsewhere", async () => {
    const { account } = await stage.socialPerson();
    const leads = async (next: string) => {
      const client = clientOf(app);
      return locationOf(
        await comeBack(client, await logInThere(await leaveFor(client, "acme", { next }), account.sub)),
      );
    };
    expect(await leads("/account/sessions")).toBe("/account/sessions");
    for (const next of ["//evil.test", "https://evil.test/account", "/\\evil.test"])
      expect(await leads(next)).toBe("/account");
  });

  test("leaves no token of the provider behind", async () => {
    const { id } = await stage.socialPerson();
    const tables = await look(
      app,
      "SELECT column_name FROM information_schema.columns WHERE table_name = 'identities'",
    );
    expect(tables.map(({ column_name }) => column_name).sort()).toEqual([
      "created_at",
      "provider",
      "subject",
      "user_id",
    ]);
    const rows = await look(app, "SELECT provider, subject FROM identities WHERE user_id = $1::uuid", [id]);
    expect(rows).toHaveLength(1);
  });

  test("adopts no session that was planted before, and knows no disabled account", async () => {
    const { account, id } = await stage.socialPerson();
    const client = clientOf(app);
    client.cookies.put("session", "A".repeat(43));
    await goThrough(client, "acme", account.sub);
    expect(client.cookies.get("session")?.value).not.toBe("A".repeat(43));
    await look(app, "UPDATE users SET disabled_at = now() WHERE id = $1::uuid", [id]);
    const again = clientOf(app);
    expect(locationOf(await goThrough(again, "acme", account.sub))).toBe("/login");
    expect(again.cookies.get("session")).toBeNull();
  });
});

describe("nothing begins by GET or from a foreign page:", () => {
  const paths = ["/api/auth/signin/acme", "/api/auth/signin", "/api/v1/accounts/social-login/?provider=acme"];

  test.each(paths)("GET %s sets no cookie and leads to no provider", async (path) => {
    const answer = await clientOf(app).get(path);
    expect([404, 405]).toContain(answer.status);
    expect(answer.setCookies).toEqual([]);
  });

  test("a form of a foreign page is refused", async () => {
    const headers = { origin: "https://evil.test", "sec-fetch-site": "cross-site", accept: "text/html" };
    for (const path of ["/api/v1/accounts/social-login/", "/api/auth/signin/acme"]) {
      const answer = await clientOf(app).post(path, { provider: "acme" }, { as: "form", headers });
      expect(answer.setCookies.filter((cookie) => !cookie.startsWith("flash="))).toEqual([]);
      expect(answer.headers.get("location") ?? "").not.toContain(stage.peer.url);
    }
  });

  test("next-auth's own client needs its token", async () => {
    const client = clientOf(app);
    const { csrfToken } = (await client.get("/api/auth/csrf")).body;
    expect((await client.post("/api/auth/signin/acme", { csrfToken: "x" })).status).toBe(403);
    const answer = await client.post("/api/auth/signin/acme", { csrfToken, callbackUrl: "/account" });
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toContain(`${stage.peer.url}/auth?`);
    const { sub } = stage.newAccount();
    expect(locationOf(await comeBack(client, await logInThere(new URL(locationOf(answer)), sub)))).toBe(
      "/register/social",
    );
  });

  test("e-mail and password logins of next-auth, and unknown providers, do not exist", async () => {
    for (const provider of ["email", "credentials", "nobody"]) {
      for (const action of ["signin", "callback"]) {
        const answer = await clientOf(app).post(`/api/auth/${action}/${provider}`, { username: "a", password: "b" });
        expect(answer.status).toBe(404);
        expect(answer.setCookies).toEqual([]);
      }
    }
    const unknown = await clientOf(app).post("/api/v1/accounts/social-login/", { provider: "nobody" });
    expect(unknown.body).toEqual({ provider: ["This is not a valid choice."] });
  });
});
