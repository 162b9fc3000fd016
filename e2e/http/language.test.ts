import { describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, loggedInPerson, logIn, newPerson, registration } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const api = "/api/v1/accounts";
const asPage = { accept: "text/html,application/xhtml+xml", origin: place.url };

const open = async (path: string, client: Client, language = "") => {
  const { text } = await client.get(path, { headers: { accept: "text/html", "accept-language": language } });
  return /<html lang="([^"]*)" dir="([^"]*)"/.exec(text)?.slice(1);
};

const choose = (client: Client, language: string, page = "/login") =>
  client.post(`${api}/language/`, { language, page }, { as: "form", headers: asPage });

describe("a page", () => {
  test("is in the language the browser asks for, and written its way", async () => {
    expect(await open("/login", clientOf(place), "ar-EG, en;q=0.5")).toEqual(["ar", "rtl"]);
    expect(await open("/nothing-here", clientOf(place), "fi, pt;q=0.5")).toEqual(["pt-BR", "ltr"]);
    expect(await open("/register", clientOf(place), "fi")).toEqual(["en", "ltr"]);
  });

  test("is in the language that was chosen, whatever the browser asks for", async () => {
    const client = clientOf(place);
    const answer = await choose(client, "ja", "/login?next=%2Faccount");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/login?next=%2Faccount"]);
    expect(answer.setCookies).toEqual([
      expect.stringMatching(/^locale=ja; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax/),
    ]);
    expect(await open("/login", client, "de")).toEqual(["ja", "ltr"]);
  });

  test("follows the account where nothing was chosen in this browser", async () => {
    const { person, client } = await loggedInPerson(place, mailbox);
    await choose(client, "fr");
    const elsewhere = clientOf(place);
    await logIn(elsewhere, person);
    expect(await open("/account", elsewhere, "de")).toEqual(["fr", "ltr"]);
  });

  test("tells the outcome of a form in its own language, also when that is changed afterwards", async () => {
    const client = clientOf(place);
    const headers = { ...asPage, "accept-language": "de" };
    await client.post(`${api}/register/`, registration(newPerson({ email: "kim" })), { as: "form", headers });
    const german = await client.get("/register", { headers });
    expect(german.text).toContain("Gib eine gültige E-Mail-Adresse ein.");
    await choose(client, "es", "/register");
    const spanish = await client.get("/register", { headers });
    expect(spanish.text).toContain("Introduce una dirección de correo válida.");
    expect(spanish.text).not.toContain("gültige");
  });
});

describe("the choice of a language", () => {
  test.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/api/v1/accounts/export/",
    "x".repeat(9_000),
  ])("comes back to a page of ours and to no other: %.30s", async (page) => {
    expect((await choose(clientOf(place), "de", page)).headers.get("location")).toBe("/");
  });

  test.each(["xx", "", "de; Domain=evil.example", "DE", 7])("is one of those there are: %j", async (language) => {
    const client = clientOf(place);
    const answer = await client.post(`${api}/language/`, { language });
    expect([answer.status, answer.setCookies]).toEqual([400, []]);
    client.cookies.put("locale", encodeURIComponent(String(language)));
    expect(await open("/login", client, "de")).toEqual(["de", "ltr"]);
  });

  test("is not made for somebody by another site", async () => {
    const headers = { ...asPage, origin: "https://evil.example" };
    const answer = await clientOf(place).post(`${api}/language/`, { language: "de" }, { as: "form", headers });
    expect(answer.setCookies.join()).not.toContain("locale=");
  });
});

describe("an error of the API", () => {
  test("has its words in the language that is asked for, says which, and keeps its code", async () => {
    const headers = { "accept-language": "de-AT, en;q=0.3" };
    const answer = await clientOf(place).post(`${api}/login/`, { login: "kim", password: "no" }, { headers });
    expect(answer.body.code).toBe("login_invalid");
    expect(answer.headers.get("content-language")).toBe("de");
    expect(answer.headers.get("vary")).toContain("Accept-Language");
    const plain = await clientOf(place).post(`${api}/login/`, { login: "kim", password: "no" });
    expect([plain.body.code, plain.headers.get("content-language")]).toEqual(["login_invalid", "en"]);
    expect(plain.body.detail).not.toBe(answer.body.detail);
  });

  test("does not follow the language of pages", async () => {
    const client = clientOf(place);
    await choose(client, "ja");
    const answer = await client.get("/api/nothing-here", { headers: { "accept-language": "fr" } });
    expect(answer.headers.get("content-language")).toBe("fr");
  });
});

describe("a mail", () => {
  test("to a new account is in the language of its sign-up", async () => {
    const person = newPerson();
    const headers = { "accept-language": "ar" };
    await clientOf(place).post(`${api}/register/`, registration(person), { headers });
    const mail = await mailbox.take(person.email);
    expect(mail.subject).toBe("أكّد عنوانك لدى Latchkey");
    expect(mail.html).toMatch(/<html[^>]* dir="rtl"[^>]* lang="ar"|<html[^>]* lang="ar"[^>]* dir="rtl"/);
  });

  test("is in the account's language, whoever asks for it", async () => {
    const { person, client } = await loggedInPerson(place, mailbox);
    await choose(client, "de");
    const headers = { "accept-language": "fr" };
    await clientOf(place).post(`${api}/send-reset-password-link/`, { login: person.username }, { headers });
    expect((await mailbox.take(person.email)).subject).toBe("Setze dein Passwort zurück");
  });

  test("is not in the language of somebody who is not logged in to the account", async () => {
    const { person } = await activePerson(place, mailbox);
    await choose(clientOf(place), "de");
    await clientOf(place).post(`${api}/send-reset-password-link/`, { login: person.username });
    expect((await mailbox.take(person.email)).subject).toBe("Reset your password");
  });
});
