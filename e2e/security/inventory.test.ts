import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { exchange } from "#e2e/http/attack/wire.ts";
import { type Client, clientOf } from "#e2e/support/api.ts";
import type { App } from "#e2e/support/app.ts";
import { lookOne } from "#e2e/support/look.ts";
import { mailboxOf } from "#e2e/support/mailbox.ts";
import { startOwnApp } from "#e2e/support/own-app.ts";
import { loggedInPerson, type Person } from "#e2e/support/people.ts";
import { forEverybody } from "./for-everybody.ts";
import { builtRoutes, pathOf, type Route, readJson } from "./routes.ts";

// With a provider, so that the routes of social login are open.
const settings = { OIDC_ACME_ISSUER: "http://localhost:9", OIDC_ACME_CLIENT_ID: "c", OIDC_ACME_CLIENT_SECRET: "s" };
let place: App;
const html = { accept: "text/html" };
const routes = builtRoutes();
const isInbox = ({ pattern }: Route) => pattern.startsWith("/dev/inbox");
const isPrivate = ({ pattern }: Route) => !forEverybody.includes(pattern);
const named = (some: readonly Route[]) => some.map((route) => [route.pattern, route] as const);
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

type Somebody = { readonly client: Client; readonly person: Person; readonly id: string; readonly sessionId: string };
let owner: Somebody;
let other: Somebody;

async function somebody(): Promise<Somebody> {
  const { client, person, id } = await loggedInPerson(place, mailboxOf(place));
  const session = await lookOne(place, "SELECT id::text AS id FROM sessions WHERE user_id = $1::uuid", [id]);
  return { client, person, id, sessionId: String(session["id"]) };
}

beforeAll(async () => {
  place = await startOwnApp(settings);
  [owner, other] = [await somebody(), await somebody()];
});

afterAll(() => place.dispose());

/** What nobody but its owner may see. */
const secretsOf = ({ person, id, sessionId }: Somebody) => [person.email, person.username, id, sessionId];

test("every route that is named here is there", () => {
  const patterns = routes.map(({ pattern }) => pattern);
  expect(routes.length).toBeGreaterThan(40);
  expect(forEverybody.filter((pattern) => !patterns.includes(pattern))).toEqual([]);
});

describe.each(named(routes.filter((route) => !isInbox(route))))("%s", (_pattern, route) => {
  test("shows a stranger and another user nothing that is private", async () => {
    const path = pathOf(route, { id: owner.sessionId });
    for (const client of [clientOf(place), other.client]) {
      for (const method of ["GET", "HEAD", "OPTIONS"]) {
        const answer = await client.send(method, path, { headers: html });
        const whole = answer.text + JSON.stringify([...answer.headers]);
        expect(secretsOf(owner).filter((secret) => whole.includes(secret))).toEqual([]);
        expect(answer.status).toBeLessThan(500);
      }
    }
  });

  test("answers every method with the security headers and without a stack", async () => {
    for (const method of methods) {
      const answer = await clientOf(place).send(method, pathOf(route), { headers: html });
      expect([method, answer.status]).toEqual([method, expect.any(Number)]);
      expect(answer.status, method).toBeLessThan(500);
      expect(answer.text).not.toMatch(/\bat \S+ \(|node_modules|PrismaClient/);
      demandHeaders(answer.headers, route.pattern);
    }
  });
});

/** Rows 60 to 62 on one answer. */
function demandHeaders(headers: Headers, pattern: string): void {
  const policy = headers.get("content-security-policy") ?? "";
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
  expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
  expect(headers.get("permissions-policy")).toContain("camera=()");
  expect(headers.get("referrer-policy")).toMatch(/^(?:no-referrer|same-origin)$/);
  expect(headers.get("cache-control")).toContain("no-store");
  expect(headers.get("x-powered-by")).toBeNull();
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  // The local inbox frames its own mails.
  expect(policy).toContain(pattern.endsWith("/html") ? "frame-ancestors 'self'" : "frame-ancestors 'none'");
}

describe.each(named(routes.filter((route) => isPrivate(route) && route.kind === "page")))("%s", (_pattern, route) => {
  test("leads whoever is not logged in to the login, and back afterwards", async () => {
    const path = pathOf(route);
    const answer = await clientOf(place).get(path, { headers: html });
    expect([302, 303, 307]).toContain(answer.status);
    expect(answer.headers.get("location")).toBe(`/login?${new URLSearchParams({ next: path }).toString()}`);
  });

  test("is there for its owner", async () => {
    expect((await owner.client.get(pathOf(route), { headers: html })).status).toBe(200);
  });
});

describe.each(named(routes.filter((route) => isPrivate(route) && route.kind === "handler")))("%s", (_p, route) => {
  test("answers whoever is not logged in 401 by every method it has, forged sessions too", async () => {
    const path = pathOf(route, { id: owner.sessionId, provider: "acme" });
    const allowed = (await clientOf(place).send("OPTIONS", path)).headers.get("allow")?.split(", ") ?? [];
    const writing = allowed.filter((method) => method !== "OPTIONS");
    expect(writing.length).toBeGreaterThan(0);
    for (const method of writing) {
      for (const session of [null, "A".repeat(43), "undefined"]) {
        const client = clientOf(place);
        if (session !== null) client.cookies.put("session", session);
        const answer = await client.send(method, path, method === "GET" ? {} : { fields: {} });
        expect([method, answer.status]).toEqual([method, 401]);
        expect(answer.headers.get("www-authenticate")).toBe("Bearer");
        expect(answer.setCookies).toEqual([]);
      }
    }
    expect((await owner.client.get("/api/v1/accounts/profile/")).status).toBe(200);
  });
});

test("a session of somebody else is no more there than one that never was", async () => {
  const path = (id: string) => `/api/v1/accounts/sessions/${id}/`;
  const theirs = await other.client.send("DELETE", path(owner.sessionId));
  const none = await other.client.send("DELETE", path("01890a5d-ac96-774b-bcce-b302099a8057"));
  expect([theirs.status, theirs.text]).toEqual([404, none.text]);
  expect((await owner.client.get("/api/v1/accounts/profile/")).status).toBe(200);
});

describe("the owner's own pages", () => {
  test.each(["", "/x.css", "/x.js", ".json", ".rsc", "/_next/static/x.css"])(
    "are kept by no cache under /account%s",
    async (suffix) => {
      const answer = await owner.client.get(`/account${suffix}`, { headers: html });
      expect(answer.headers.get("cache-control")).toContain("no-store");
      expect(answer.headers.get("cache-control")).not.toContain("public");
    },
  );
});

describe("answers of other kinds", () => {
  const raw = (method: string, target: string, more: readonly [string, string][] = []) => {
    const host: [string, string] = ["Host", new URL(place.url).host];
    const own = more.some(([name]) => name === "Host") ? [] : [host];
    return exchange(place.url, {
      method,
      target,
      headers: [...own, ["Connection", "close"], ...more],
      body: new Uint8Array(),
    });
  };

  test.each([
    ["an unknown page", "GET", "/nothing-here", 404],
    ["an unknown path below the API", "GET", "/api/nothing", 404],
    ["a method nobody knows", "FOO", "/login", 400],
    ["TRACE", "TRACE", "/api/v1/accounts/login/", 405],
    ["a write to a page", "POST", "/login", 405],
    ["a target that is no path", "GET", "http://evil.test/", 400],
    ["a path of two slashes", "GET", "//evil.test/", 400],
    ["the image optimiser", "GET", "/_next/image?url=%2Ficon.svg&w=64&q=75", 404],
    ["the image optimiser with an address", "GET", "/_next/image?url=http%3A%2F%2F169.254.169.254%2F&w=64&q=75", 404],
    ["the development server", "GET", "/_next/webpack-hmr", 404],
    ["the development server's tools", "GET", "/_next/mcp", 404],
    ["an environment file", "GET", "/.env", 404],
    ["the source control", "GET", "/.git/config", 404],
    ["a source map", "GET", "/_next/static/chunks/main.js.map", 404],
  ])("%s: the security headers are there as well", async (...[, method, target, status]) => {
    const answer = await raw(method, target);
    expect(answer.status).toBe(status);
    demandHeaders(answer.headers, "");
  });

  test("a foreign host, headers without end, CONNECT and what is no HTTP are refused, and told to nobody's cache", async () => {
    const answers = [
      [await raw("GET", "/login", [["Host", "evil.test"]]), 421],
      [await raw("GET", "/login", [["X-Long", "a".repeat(20_000)]]), 431],
      [await raw("CONNECT", "evil.test:443"), 405],
      [await raw("GET", "/login", [["Transfer-Encoding", "chunked, x"]]), 400],
    ] as const;
    for (const [answer, status] of answers) {
      expect(answer.status).toBe(status);
      demandHeaders(answer.headers, "");
    }
  });

  test("the inbox is not there for a request that came through a proxy", async () => {
    for (const header of ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"]) {
      for (const route of routes.filter(isInbox)) {
        const answer = await clientOf(place).get(pathOf(route), { headers: { ...html, [header]: "1.2.3.4" } });
        expect([header, route.pattern, answer.status]).toEqual([header, route.pattern, 404]);
      }
    }
  });
});

describe("server actions", () => {
  test("there is none in the build, nor in the sources", () => {
    const manifest = z.object({ node: z.object({}).strict(), edge: z.object({}).strict() });
    manifest.parse(readJson(".next/server/server-reference-manifest.json"));
    const files = globSync("{app,components,lib,emails}/**/*.{ts,tsx}");
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => /["']use server["']/.test(readFileSync(file, "utf8")))).toEqual([]);
  });

  test.each(["0".repeat(40), "__proto__", "constructor", "x"])(
    "a call of %s is refused at once on every page",
    async (id) => {
      for (const route of routes.filter(({ kind }) => kind === "page")) {
        for (const type of ["text/plain;charset=UTF-8", "multipart/form-data; boundary=x"]) {
          const call = () =>
            exchange(place.url, {
              method: "POST",
              target: pathOf(route),
              headers: [
                ["Host", new URL(place.url).host],
                ["Connection", "close"],
                ["Next-Action", id],
                ["Content-Type", type],
                ["Content-Length", "2"],
              ],
              body: Buffer.from("[]"),
            });
          const times: number[] = [];
          // "Within 500 ms" on a machine that has other things to do as well.
          while (times.length < 5 && !times.some((ms) => ms < 500)) {
            const { status, ms } = await call();
            expect([405, 404, 415]).toContain(status);
            times.push(ms);
          }
          expect(Math.min(...times)).toBeLessThan(500);
        }
      }
    },
  );
});

test("no code runs before the routes: taking it away could open nothing", () => {
  const manifest = z.object({ middleware: z.object({}).strict(), functions: z.object({}).strict() });
  manifest.parse(readJson(".next/server/middleware-manifest.json"));
});
