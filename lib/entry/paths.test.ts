import { expect, test } from "vitest";
import { isFramedMail, isInternalPage, isLinkPage, loggedPath, takesWrites } from "./paths.ts";

test.each([
  ["/verify-user?user_id=1&signature=s", "/verify-user"],
  ["/activate/the:secret:key", "/activate/…"],
  ["/activate/complete", "/activate/complete"],
  ["/reset-password/s", "/reset-password/…"],
  ["/account#s", "/account"],
  ["/", "/"],
])("%s is logged as %s", (target, logged) => {
  expect(loggedPath(target)).toBe(logged);
});

test("an endless path is logged short", () => {
  expect(loggedPath(`/${"a".repeat(5_000)}`).length).toBeLessThan(210);
});

test("a link page is known by its whole name", () => {
  expect(isLinkPage("/reset-password")).toBe(true);
  expect(isLinkPage("/activate/key")).toBe(true);
  expect(isLinkPage("/reset-passwords")).toBe(false);
});

test("writes go to the API only, and pages below it are no part of it", () => {
  expect(["/api/v1/accounts/login", "/api"].every(takesWrites)).toBe(true);
  expect(["/", "/apis", "/api/docs", "/dev/inbox", "/login", "/_next/data"].some(takesWrites)).toBe(false);
});

test("the framework's own pages are asked for by nobody", () => {
  expect(["/_global-error", "/_not-found", "/_error"].every(isInternalPage)).toBe(true);
  expect(["/_next/static/x.css", "/login", "/"].some(isInternalPage)).toBe(false);
});

test("only the inbox has framed mails", () => {
  expect(isFramedMail("/dev/inbox/1/html")).toBe(true);
  expect(isFramedMail("/account/html")).toBe(false);
});
