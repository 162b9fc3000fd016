import { describe, expect, test } from "vitest";
import { clientOf, type Fields } from "#e2e/support/api.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { activePerson, newPerson, pendingPerson, registration } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const headers = { accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", origin: place.url };

const submit = (endpoint: string, fields: Fields, client = clientOf(place)) =>
  client.post(`/api/v1/accounts/${endpoint}/`, fields, { as: "form", headers });

const pathOf = (location: string | null) => new URL(location ?? "", place.url).pathname;

describe("a plain form of a browser without script", () => {
  test("leads from a registration to its waiting page", async () => {
    const answer = await submit("register", registration(newPerson()));
    expect([answer.status, pathOf(answer.headers.get("location"))]).toEqual([303, "/register/complete"]);
  });

  test("leads from a refused registration back to its form, which names the faults and keeps what was typed", async () => {
    const client = clientOf(place);
    const person = newPerson({ email: "kim-at-nowhere", password: "unspeakable-secret-7" });
    const answer = await submit("register", registration(person), client);
    expect([answer.status, pathOf(answer.headers.get("location"))]).toEqual([303, "/register"]);
    const cookie = answer.setCookies.find((text) => text.startsWith("flash="));
    expect(cookie).toMatch(/Max-Age=60; HttpOnly; SameSite=Lax/);
    expect(cookie?.length).toBeLessThan(3_600);
    expect(cookie).not.toContain(person.username);
    const page = await client.get("/register", { headers });
    expect(page.text).toContain("Enter a valid email address.");
    expect(page.text).toContain(`value="${person.username}"`);
    expect(page.text).not.toContain(person.password);
  });

  test("leads from a login to the account, and from a refused one back to the form", async () => {
    const { person } = await activePerson(place, mailbox);
    const right = await submit("login", { login: person.username, password: person.password });
    expect([right.status, pathOf(right.headers.get("location"))]).toEqual([303, "/account"]);
    const wrong = await submit("login", { login: person.username, password: "quiet-harbour-no" });
    expect([wrong.status, pathOf(wrong.headers.get("location"))]).toEqual([303, "/login"]);
  });

  test("goes on to a page of ours and to no other", async () => {
    const { person } = await activePerson(place, mailbox);
    for (const next of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "/.//evil.example",
      "javascript:x",
    ]) {
      const answer = await submit(`login`, { login: person.username, password: person.password, next });
      const location = new URL(answer.headers.get("location") ?? "", place.url);
      expect([answer.status, location.origin]).toEqual([303, place.url]);
      expect(location.pathname).not.toMatch(/^\/\//);
    }
  });

  test("of a link leads back to its link page when the proof is missing", async () => {
    const { fields } = await pendingPerson(place, mailbox);
    const answer = await submit("verify-registration", { ...fields });
    expect([answer.status, pathOf(answer.headers.get("location"))]).toEqual([303, "/verify-user"]);
  });
});
