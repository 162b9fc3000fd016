import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signedActivationKey } from "#e2e/support/activation-keys.ts";
import { details, seenFromOutside } from "#e2e/support/answers.ts";
import { asOurPage, clientOf, type Fields } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { look } from "#e2e/support/look.ts";
import { linkIn, mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { logIn, newPerson, signUp } from "#e2e/support/people.ts";

let app: App;
beforeAll(async () => {
  app = await startOwnApp({ REGISTRATION_LINK: "activation-key" });
});
afterAll(() => app.dispose());

const path = "/api/v1/accounts/activate/";
const html = { headers: { accept: "text/html" } };
const activate = (key: string, proof: Fields = {}, client = clientOf(app)) =>
  client.post(path, { activation_key: key, ...proof });

/** Somebody who has signed up, with the key from the mail. */
async function pending() {
  const person = newPerson();
  const client = clientOf(app);
  const { body } = await signUp(client, person);
  const link = linkIn(await mailboxOf(app).take(person.email));
  return { person, client, link, id: String(body.id), key: link.searchParams.get("activation_key") ?? "" };
}

describe("an activation key", () => {
  test("comes in the mail in django-registration's form, and activates once", async () => {
    const { person, link, key } = await pending();
    expect(link.origin + link.pathname).toBe(`${app.url}/activate`);
    expect(key).toMatch(/^[A-Za-z0-9_-]+:[0-9A-Za-z]{6}:[A-Za-z0-9_-]{43}$/);
    expect(JSON.parse(Buffer.from(key.split(":")[0] ?? "", "base64url").toString())).toBe(person.username);
    const answer = await activate(key);
    expect([answer.status, answer.body, answer.setCookies]).toEqual([200, details.verified, []]);
    const again = await activate(key);
    expect([again.status, again.body]).toEqual([400, details.alreadyActivated]);
    expect((await logIn(clientOf(app), person)).status).toBe(200);
  });

  test("activates once, however many use it at once", async () => {
    const { key } = await pending();
    const answers = await Promise.all(Array.from({ length: 16 }, () => activate(key)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200);
    for (const { body } of others) expect(body).toEqual(details.alreadyActivated);
  });

  test("is the auth face's key, too", async () => {
    const { key } = await pending();
    const confirm = (text: string) => clientOf(app).post("/api/v1/auth/registration/verify-email/", { key: text });
    expect((await confirm(`${key}x`)).status).toBe(404);
    expect((await confirm(key)).body).toEqual({ detail: "ok" });
    expect((await confirm(key)).status).toBe(404);
  });

  test("expires with the period of verification links, to the second", async () => {
    const { id } = await pending();
    const late = await activate(await signedActivationKey(app, id, { ageSeconds: 7 * 86_400 + 2 }));
    expect([late.status, late.body]).toEqual([400, details.expired]);
    expect((await activate(await signedActivationKey(app, id, { ageSeconds: 7 * 86_400 - 5 }))).status).toBe(200);
  });

  test("that is forged, damaged, foreign, of another salt, or of nobody is refused, each like the other", async () => {
    const [{ id, key }, stranger] = await Promise.all([pending(), pending()]);
    const gone = await pending();
    const goneKey = await signedActivationKey(app, gone.id);
    await look(app, "DELETE FROM users WHERE id = $1::uuid", [gone.id]);
    const disabled = await pending();
    await look(app, "UPDATE users SET disabled_at = now() WHERE id = $1::uuid", [disabled.id]);
    const [name = "", time = "", signature = ""] = key.split(":");
    const bad = [
      goneKey,
      disabled.key,
      await signedActivationKey(app, id, { salt: "another" }),
      await signedActivationKey(app, id, { masterKey: Buffer.alloc(32, 7).toString("base64") }),
      await signedActivationKey(app, id, { name: stranger.person.username }),
      await signedActivationKey(app, id, { ageSeconds: -90 }),
      `${stranger.key.split(":")[0]}:${time}:${signature}`,
      `${name}:${time}:${"A".repeat(43)}`,
      `${name}:0${time}:${signature}`,
      `${name}:${time}:${signature}=`,
      `${name}:${signature}`,
      key.slice(0, -1),
      key.slice(1),
      `${key}:`,
      "x",
      ":",
      "a".repeat(30_000),
      "\u{1f511}",
    ];
    const answers = await Promise.all(bad.map((text) => activate(text)));
    expect([answers[0]?.status, answers[0]?.body]).toEqual([400, details.invalidKey]);
    for (const answer of answers) expect(seenFromOutside(answer)).toEqual(answers[0] && seenFromOutside(answers[0]));
    expect(app.logs()).toContain('"code":"bad_username"');
    expect((await activate(key)).status).toBe(200);
  });

  test("dies with a correction of the address", async () => {
    const { client, key } = await pending();
    const email = newPerson().email;
    expect((await client.post("/api/v1/accounts/correct-registration/", { email })).status).toBe(200);
    expect((await activate(key)).body).toEqual(details.invalidKey);
    const next = linkIn(await mailboxOf(app).take(email)).searchParams.get("activation_key") ?? "";
    expect((await activate(next)).status).toBe(200);
  });

  test("wants the proof of the registrant from our own pages, and opens a session only after a password", async () => {
    const { person, key, client } = await pending();
    const page = asOurPage(clientOf(app), app);
    expect((await activate(key, {}, page)).body).toEqual(details.proofRequired);
    expect((await activate(key, { password: "wrong" }, page)).body).toEqual(details.proofRequired);
    expect((await activate(key, { password: person.password }, page)).status).toBe(200);
    expect((await page.get("/api/v1/accounts/profile/")).status).toBe(200);
    const other = await pending();
    expect((await activate(other.key, {}, asOurPage(other.client, app))).status).toBe(200);
    expect(client.cookies.get("session")).toBeNull();
  });

  test("wants to be there", async () => {
    const answers = await Promise.all([clientOf(app).post(path, {}), clientOf(app).post(path, { activation_key: 7 })]);
    expect(answers.map(({ body }) => body)).toEqual([
      { activation_key: ["This field is required."] },
      { activation_key: ["Not a valid string."] },
    ]);
  });
});

describe("the page of a key", () => {
  const forms = ["query", "path", "encoded path"];
  const addressOf = (key: string, form: string) => {
    if (form === "query") return `/activate?activation_key=${encodeURIComponent(key)}`;
    return form === "path" ? `/activate/${key}` : `/activate/${encodeURIComponent(key)}`;
  };

  test.each(forms)("(key in the %s) shows a live key to a stranger and changes nothing", async (form) => {
    const { key, person } = await pending();
    for (const method of ["GET", "HEAD", "GET"]) {
      const answer = await clientOf(app).send(method, addressOf(key, form), html);
      expect([answer.status, answer.setCookies]).toEqual([200, []]);
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
      if (method === "GET") expect(answer.text).toContain("enter the password you chose");
      expect(answer.text).not.toContain(person.email);
    }
    expect((await activate(key)).status).toBe(200);
    expect((await clientOf(app).get(addressOf(key, form), html)).text).toContain("has already been activated");
  });

  test.each(forms)("(key in the %s) says what is wrong with a key", async (form) => {
    const { id, key } = await pending();
    const expired = await signedActivationKey(app, id, { ageSeconds: 8 * 86_400 });
    expect((await clientOf(app).get(addressOf(expired, form), html)).text).toContain("This account has expired.");
    const invalid = await clientOf(app).get(addressOf(`${key.slice(0, -1)}!`, form), html);
    expect([invalid.status, invalid.text.includes("The activation key you provided is invalid.")]).toEqual([200, true]);
  });

  test("without a key asks for the one of the mail", async () => {
    const answer = await clientOf(app).get("/activate", html);
    expect([answer.status, answer.text.includes("needs the activation key")]).toEqual([200, true]);
  });

  test("works without script, back to the key after an error and on to its own end after a success", async () => {
    const { key, person } = await pending();
    const post = (fields: Fields, client = clientOf(app)) => {
      const headers = { accept: "text/html", origin: app.url };
      return client.post(path, { activation_key: key, ...fields }, { as: "form", headers });
    };
    const wrong = await post({ password: "wrong" });
    const back = `/activate?${new URLSearchParams({ activation_key: key }).toString()}`;
    expect([wrong.status, wrong.headers.get("location")]).toEqual([303, back]);
    const client = clientOf(app);
    const right = await post({ password: person.password }, client);
    expect([right.status, right.headers.get("location")]).toEqual([303, "/activate/complete"]);
    const end = await client.get("/activate/complete", html);
    expect([end.status, end.text.includes("You are logged in.")]).toEqual([200, true]);
  });

  test("no key is written into the log", async () => {
    const { key } = await pending();
    await clientOf(app).get(addressOf(key, "path"), html);
    await activate(key);
    expect(app.logs()).not.toContain(key.split(":")[2]);
  });
});

test("without a username the key names the id", async () => {
  const own = await startOwnApp({ REGISTRATION_LINK: "activation-key", ACCOUNT_USERNAME_REQUIRED: "false" });
  try {
    const { email, password } = newPerson();
    const fields = { email, password, password_confirm: password };
    const { body } = await clientOf(own).post("/api/v1/accounts/register/", fields);
    const key = linkIn(await mailboxOf(own).take(email)).searchParams.get("activation_key") ?? "";
    expect(JSON.parse(Buffer.from(key.split(":")[0] ?? "", "base64url").toString())).toBe(body.id);
    expect((await activate(key, {}, clientOf(own))).status).toBe(200);
  } finally {
    await own.dispose();
  }
});
