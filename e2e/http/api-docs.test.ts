import { describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { loggedInPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const page = { headers: { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" } };

describe("a GET that prefers a page", () => {
  test.each([
    ["/api/v1/accounts/login/", "accounts-login"],
    ["/api/v1/accounts/login", "accounts-login"],
    ["/api/v1/accounts/profile/", "accounts-profile"],
    ["/api/v1/accounts/sessions/0/", "accounts-sessions-id"],
    ["/api/v1/auth/password/reset/confirm/", "auth-password-reset-confirm"],
  ])("at %s is led to its place in the browsable API", async (path, anchor) => {
    const answer = await clientOf(place).get(path, page);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `/api/docs#${anchor}`]);
    expect((await clientOf(place).get("/api/docs", page)).text).toContain(`id="${anchor}"`);
  });

  test("gets the data where the address asks for it", async () => {
    const { client, person } = await loggedInPerson(place, mailboxOf(place));
    const answer = await client.get("/api/v1/accounts/profile/?format=json", page);
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ username: person.username })]);
  });
});

test.each([undefined, "application/json", "*/*", "application/json, text/html;q=0.5"])(
  "a client that accepts %s is not led anywhere",
  async (accept) => {
    const sending = accept === undefined ? {} : { headers: { accept } };
    expect((await clientOf(place).get("/api/v1/accounts/login/", sending)).status).toBe(405);
    expect((await clientOf(place).get("/api/v1/accounts/profile/", sending)).status).toBe(401);
  },
);

test("a form without script that asks for data gets the bare answer", async () => {
  const fields = { login: "nobody", password: "quiet-harbour" };
  const answer = await clientOf(place).post("/api/v1/accounts/login/?format=json", fields, {
    as: "form",
    headers: { ...page.headers, origin: place.url },
  });
  expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: "login_invalid" })]);
});
