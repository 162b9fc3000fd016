import { expect, test } from "vitest";
import { isFramedMail, isLinkPage, loggedPath, takesWrites } from "./paths.ts";

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

test("writes go to the API and the local inbox only", () => {
  expect(["/api/v1/accounts/login", "/api", "/dev/inbox"].every(takesWrites)).toBe(true);
  expect(["/", "/apis", "/login", "/_next/data"].some(takesWrites)).toBe(false);
});

test("only the inbox has framed mails", () => {
  expect(isFramedMail("/dev/inbox/1/html")).toBe(true);
  expect(isFramedMail("/account/html")).toBe(false);
});
