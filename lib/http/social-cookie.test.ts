import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CookieOrder } from "#lib/cookies.ts";
import { handOn } from "#lib/env.ts";
import { canonicalEmail } from "#lib/identity/email-address.ts";
import { sealFlash } from "./flash.ts";
import { handshakeCookie, newcomerCookie, openHandshake, openNewcomer } from "./social-cookie.ts";

beforeEach(() => handOn({ APP_URL: "http://localhost:3000", SECRET_KEY: randomBytes(32).toString("base64") }));
afterEach(() => vi.useRealTimers());

const handshake = {
  ...{ provider: "acme", state: "s", url: "https://acme.example/authorize?state=s" },
  deed: { for: "login", next: "/account" } as const,
};
const person = {
  ...{ provider: "acme", subject: "1", email: canonicalEmail("kim@example.org"), authenticatedAt: null },
  ...{ firstName: "Kim", lastName: "Lee", nickname: "kim" },
};
const header = ({ name, value }: CookieOrder) => `${name}=${value}`;
const minutesLater = (minutes: number) => vi.useFakeTimers({ now: Date.now() + minutes * 60_000 });

test("a handshake is kept whole, unreadable, for ten minutes", () => {
  const cookie = handshakeCookie(handshake);
  expect(cookie.value).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(Buffer.from(cookie.value, "base64url").toString("latin1")).not.toContain("acme");
  expect(openHandshake(header(cookie))).toMatchObject(handshake);
  minutesLater(9);
  expect(openHandshake(header(cookie))).not.toBeNull();
  minutesLater(2);
  expect(openHandshake(header(cookie))).toBeNull();
});

test("a newcomer is kept for twenty minutes, and is no handshake", () => {
  const cookie = newcomerCookie({ person, next: null });
  expect(openNewcomer(header(cookie))).toMatchObject({ person, next: null });
  expect(openHandshake(header(cookie))).toBeNull();
  expect(openNewcomer(header(handshakeCookie(handshake)))).toBeNull();
  minutesLater(21);
  expect(openNewcomer(header(cookie))).toBeNull();
});

test("whatever a provider calls somebody, the cookie fits into a browser", () => {
  const long = "\u{1f980}".repeat(150);
  const cookie = newcomerCookie({
    person: { ...person, firstName: long, lastName: long, nickname: long },
    next: "/account",
  });
  expect(header(cookie).length).toBeLessThan(4_096);
  expect(openNewcomer(header(cookie))?.person).toMatchObject({ subject: "1", email: "kim@example.org" });
});

test("what is forged, changed, or sealed for something else opens nothing", () => {
  const { value } = newcomerCookie({ person, next: null });
  const changed = `${value.slice(0, -1)}${value.endsWith("A") ? "B" : "A"}`;
  const foreign = sealFlash({ endpoint: "login", status: 200, refusals: [], values: {} });
  for (const text of ["", "x", changed, value.slice(1), foreign]) expect(openNewcomer(`social=${text}`)).toBeNull();
  handOn({ SECRET_KEY: randomBytes(32).toString("base64") });
  expect(openNewcomer(`social=${value}`)).toBeNull();
});
