import { describe, expect, test } from "vitest";
import { clientOf } from "#e2e/support/api.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { loggedInPerson } from "#e2e/support/people.ts";
import { sharedPlace } from "#e2e/support/place.ts";

const place = sharedPlace();
const mailbox = mailboxOf(place);
const html = { accept: "text/html" };
const pages = ["/", "/register", "/register/complete", "/register/closed", "/login", "/logout", "/nothing-here"];
const links = ["/verify-user"];
const account = ["/account"];
const api = ["/api/v1/accounts/profile/", "/api/v1/accounts/nothing/", "/api/health/live", "/api/auth/session"];

describe.each([...pages, ...links, ...account, ...api])("%s", (path) => {
  test.each(["GET", "HEAD"])("answers %s with the security headers, and without naming its maker", async (method) => {
    const { headers, status } = await clientOf(place).send(method, path, { headers: html });
    expect(status).toBeLessThan(500);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toBeTruthy();
    expect(headers.get("referrer-policy")).toMatch(
      links.includes(path) ? /^no-referrer$/ : /^(same-origin|no-referrer)$/,
    );
    expect(headers.get("x-powered-by")).toBeNull();
    // Loopback speaks plain http: a promise of https would lock the browser out.
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("cache-control")).toMatch(/no-store/);
  });

  test("has a policy that lets no stranger's script in, with a nonce of its own", async () => {
    const policies = [];
    for (let count = 0; count < 2; count += 1) {
      const { headers } = await clientOf(place).get(path, { headers: html });
      policies.push(headers.get("content-security-policy") ?? "");
    }
    const [first = "", second = ""] = policies;
    for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(first).toContain(part);
    }
    expect(first).toMatch(/script-src 'nonce-[A-Za-z0-9+/=_-]{22,}' 'strict-dynamic'/);
    expect(first).not.toMatch(/script-src[^;]*unsafe/);
    expect(first).not.toBe(second);
  });
});

describe("what a client must not be able to say", () => {
  test("a policy of its own is dropped", async () => {
    const headers = { ...html, "content-security-policy": "script-src 'nonce-forged'" };
    const answer = await clientOf(place).get("/login", { headers });
    expect(answer.headers.get("content-security-policy")).not.toContain("forged");
    expect(answer.text).not.toContain("forged");
  });

  test.each<Record<string, string>>([
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "x-forwarded-host": "evil.example" },
    { "x-matched-path": "/account" },
    { "x-invoke-path": "/account" },
    { "next-action": "0000000000000000000000000000000000000000" },
  ])("%j opens nothing", async (headers) => {
    const answer = await clientOf(place).get("/account", { headers: { ...html, ...headers } });
    expect([302, 303, 307]).toContain(answer.status);
    expect(new URL(answer.headers.get("location") ?? "", place.url).href).toMatch(`${place.url}/login`);
  });

  test("a server action is not there to be called", async () => {
    const headers = { "next-action": "0".repeat(40), "content-type": "text/plain;charset=UTF-8" };
    const answer = await clientOf(place).send("POST", "/login", { headers, text: "[]" });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

test("the account is for its owner alone, under every spelling of its address", async () => {
  const { client, person } = await loggedInPerson(place, mailbox);
  expect((await client.get("/account", { headers: html })).text).toContain(person.username);
  for (const path of [
    "/account",
    "/account/",
    "/account?x=1",
    "/account/x.css",
    "/%61ccount",
    "//account",
    "/account;x",
  ]) {
    const answer = await clientOf(place).get(path, { headers: html });
    expect(answer.text).not.toContain(person.username);
    expect(answer.headers.get("cache-control")).toMatch(/no-store/);
  }
});

test.each(["/_next/image?url=%2Ficon.svg&w=64&q=75", "/.env", "/.git/config", "/_next/webpack-hmr", "/package.json"])(
  "%s is not there",
  async (path) => {
    expect((await clientOf(place).get(path)).status).toBe(404);
  },
);
