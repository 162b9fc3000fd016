import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path.ts";

describe("nextPath", () => {
  it.each(["/account", "/account/email", "/account?tab=security#x", "/api/docs/"])("leads to %s", (next) => {
    expect(nextPath(next)).toBe(next);
  });

  it.each([
    null,
    "",
    "account",
    "https://evil.test",
    "//evil.test",
    "////evil.test",
    "/\\evil.test",
    "/\t/evil.test",
    "/.//evil.test",
    "/account/..//evil.test",
    "/%2f%2fevil.test",
    "/accounts",
    "/logout",
    "/api/v1/accounts/logout/",
    "javascript:alert(1)",
    "/account\u202e",
    "http://[",
  ])("leads nowhere for %j", (next) => {
    expect(nextPath(next)).toBeNull();
  });
});
