import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { newPerson, registration } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const port = new URL(place.url).port;

/** A POST with a Host header of one's own, which `fetch` does not allow. */
function post(headers: Record<string, string>, body: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", path: "/api/v1/accounts/register/", method: "POST" };
    const sending = request({ ...options, headers: { "content-type": "application/json", ...headers } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sending.once("error", reject);
    sending.end(JSON.stringify(body));
  });
}

describe("the Host header", () => {
  test.each(["evil.example", `evil.example:${port}`, "localhost", `localhost.evil.example:${port}`, `localhost:1`])(
    "%s is refused",
    async (host) => {
      expect(await post({ host }, registration(newPerson()))).toBe(421);
    },
  );

  test.each([`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])("%s is ours", async (host) => {
    expect(await post({ host }, registration(newPerson()))).toBe(201);
  });
});

test("no header of a request can change where a link in a mail leads", async () => {
  const spoofed = {
    host: `127.0.0.1:${port}`,
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "host=evil.example",
    referer: "https://evil.example/",
  };
  const person = newPerson();
  expect(await post(spoofed, registration(person))).toBe(201);
  const mail = await mailbox.take(person.email);
  expect(JSON.stringify(mail)).not.toContain("evil.example");
  expect(mail.text).toContain(`${place.url}/verify-user?`);
});
