import { expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { look, lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { pendingPerson, verify } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const html = { accept: "text/html" };

test("looking at a link changes nothing and burns nothing, however often and by whatever scanner", async () => {
  const { client, link, fields, id } = await pendingPerson(place, mailbox);
  const path = link.pathname + link.search;
  const before = await lookOne(
    place,
    "SELECT to_jsonb(users) - 'verification_mail' AS it FROM users WHERE id = $1::uuid",
    [id],
  );
  const scanners = [{}, { purpose: "prefetch" }, { "sec-purpose": "prefetch" }, { "user-agent": "LinkScanner/1.0" }];
  for (const headers of scanners) {
    for (const method of ["HEAD", "GET", "GET"]) {
      const answer = await clientOf(place).send(method, path, { headers: { ...html, ...headers } });
      expect([answer.status, answer.setCookies]).toEqual([200, []]);
    }
  }
  expect((await client.get(path, { headers: html })).status).toBe(200);
  expect(
    await lookOne(place, "SELECT to_jsonb(users) - 'verification_mail' AS it FROM users WHERE id = $1::uuid", [id]),
  ).toEqual(before);
  expect(await look(place, "SELECT id FROM sessions WHERE user_id = $1::uuid", [id])).toEqual([]);
  expect((await verify(clientOf(place), fields)).status).toBe(200);
});

test("a link page tells its address to nobody and is kept by nobody", async () => {
  const { link } = await pendingPerson(place, mailbox);
  const { headers } = await clientOf(place).get(link.pathname + link.search, { headers: html });
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cache-control")).toMatch(/no-store/);
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
});

test("a link page shows the whole address to nobody, and a masked one only for a genuine, live link", async () => {
  const { link, person } = await pendingPerson(place, mailbox);
  const page = await clientOf(place).get(link.pathname + link.search, { headers: html });
  expect(page.text).not.toContain(person.email);
  link.searchParams.set("signature", "A".repeat(43));
  const forged = await clientOf(place).get(link.pathname + link.search, { headers: html });
  expect(forged.status).toBe(200);
  expect(forged.text).not.toMatch(/k\*+@example\.org/);
});
