import { describe, expect, test } from "vitest";
import { details } from "#e2e/support/answers.ts";
import { clientOf } from "#e2e/support/api.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { loggedInPerson, newPerson, registration } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const port = new URL(place.url).port;
const register = "/api/v1/accounts/register/";

const foreign: Record<string, string>[] = [
  { origin: "https://evil.example" },
  { origin: "" },
  { origin: "null" },
  { origin: "null", "sec-fetch-site": "cross-site" },
  { origin: `https://localhost:${port}` },
  { origin: `http://localhost.evil.example:${port}` },
  { origin: `${place.url}.evil.example` },
  { origin: "http://localhost" },
  { origin: `http://127.0.0.1:${port}` },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "none" },
];

describe.each([register, "/api/v1/accounts/login/", "/api/v1/accounts/resend-verification/"])("%s", (path) => {
  test.each(foreign)("refuses a request from elsewhere: %j", async (headers) => {
    for (const as of ["json", "form"] as const) {
      const answer = await clientOf(place).post(path, registration(newPerson()), { as, headers });
      expect([answer.status, answer.body]).toEqual([403, details.csrf]);
      expect(answer.setCookies).toEqual([]);
    }
  });
});

describe("a registration is taken", () => {
  test.each<Record<string, string>>([
    { origin: place.url },
    { origin: place.url, "sec-fetch-site": "same-origin" },
    { origin: "null", "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "same-origin" },
    {},
  ])("from our own pages and from programs: %j", async (headers) => {
    for (const as of ["json", "form"] as const) {
      expect((await clientOf(place).post(register, registration(newPerson()), { as, headers })).status).toBe(201);
    }
  });
});

test("a form that says not where it comes from is refused as soon as it carries a session", async () => {
  const { client } = await loggedInPerson(place, mailbox);
  expect((await client.post("/api/v1/accounts/logout/", {}, { as: "form" })).body).toEqual(details.csrf);
  expect((await client.post("/api/v1/accounts/logout/", {})).status).toBe(200);
});

test("no answer carries a CORS header while no front end is listed", async () => {
  const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
  for (const method of ["OPTIONS", "POST", "GET"]) {
    const answer = await clientOf(place).send(method, register, { headers });
    expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  }
});
