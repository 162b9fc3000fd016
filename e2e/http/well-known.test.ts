import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { look } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { loggedInPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const html = { accept: "text/html" };

test("a password manager finds where the password is changed", async () => {
  const answer = await clientOf(place).get("/.well-known/change-password");
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/account/password");
});

test("without a contact there is no security.txt", async () => {
  expect((await clientOf(place).get("/.well-known/security.txt")).status).toBe(404);
});

describe("an application with SECURITY_CONTACT", () => {
  let app: App;
  beforeAll(async () => {
    app = await startOwnApp({ SECURITY_CONTACT: "mailto:security@example.org" });
  });
  afterAll(() => app.dispose());

  test("security.txt names it, for at most a year, and is plain text", async () => {
    const { status, text, headers } = await clientOf(app).get("/.well-known/security.txt");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(text).toContain("Contact: mailto:security@example.org\n");
    const expires = Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? "");
    expect(expires).toBeGreaterThan(Date.now());
    expect(expires).toBeLessThan(Date.now() + 365 * 86_400_000);
  });

  test("a page that cannot be made is words and ways on, in the reader's language, without any script", async () => {
    const { client } = await loggedInPerson(app, mailboxOf(app));
    await look(app, "ALTER TABLE sessions RENAME TO gone");
    const answer = await client.get("/account", { headers: { ...html, "accept-language": "de" } });
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('<html lang="de" dir="ltr">');
    expect(answer.text).toContain('href="">Noch einmal versuchen</a>');
    expect(answer.text).not.toMatch(/<script|Prisma|gone/);
    await look(app, "ALTER TABLE gone RENAME TO sessions");
    expect((await client.get("/account", { headers: html })).status).toBe(200);
  });
});

test("search engines are kept from accounts, by robots.txt and on the pages themselves", async () => {
  const robots = await clientOf(place).get("/robots.txt");
  expect(robots.text).toContain("Disallow: /account");
  const { client } = await loggedInPerson(place, mailboxOf(place));
  const { text } = await client.get("/account/profile", { headers: html });
  expect(text).toContain('<meta name="robots" content="noindex, nofollow"/>');
  expect((await client.get("/register", { headers: html })).text).not.toContain("noindex");
});

test("the manifest and every icon it names are there", async () => {
  const client = clientOf(place);
  const manifest = JSON.parse((await client.get("/manifest.webmanifest")).text);
  expect(manifest).toMatchObject({ name: "Latchkey", display: "browser" });
  for (const { src, type } of manifest.icons) {
    const icon = await client.get(src);
    expect([src, icon.status, icon.headers.get("content-type")]).toEqual([src, 200, type]);
  }
});

describe("the choice of colours", () => {
  const onPage = { ...html, origin: place.url };
  const choose = (client: Client, fields: Record<string, string>, headers: Record<string, string> = onPage) =>
    client.post("/api/theme/", fields, { as: "form", headers });

  test("comes back to the page it was made on, and the next page is in those colours", async () => {
    const client = clientOf(place);
    const answer = await choose(client, { theme: "dark", page: "/login?next=%2Faccount" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/login?next=%2Faccount"]);
    const page = (await client.get("/login", { headers: html })).text;
    expect(page).toContain('data-theme="dark"');
    expect(page).toContain('<meta name="theme-color" content="#121412"/>');
    await choose(client, { theme: "system" });
    expect((await client.get("/login", { headers: html })).text).not.toContain('data-theme="');
  });

  test("leads to no other place than a page of ours", async () => {
    for (const page of ["https://evil.example/x", "//evil.example", "/\\evil.example", "nonsense", ""]) {
      const answer = await choose(clientOf(place), { theme: "dark", page });
      expect([page, answer.headers.get("location")]).toEqual([page, "/"]);
    }
  });

  test("is nothing another site can make, and only a colour is kept", async () => {
    const foreign = await choose(clientOf(place), { theme: "dark" }, { origin: "https://evil.example" });
    expect([foreign.status, foreign.setCookies]).toEqual([403, []]);
    const answer = await choose(clientOf(place), { theme: '"><script>' });
    expect(answer.setCookies.join()).toBe("theme=system; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  });
});
