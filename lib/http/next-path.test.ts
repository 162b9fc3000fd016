import fc from "fast-check";
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

  it("stays on the origin it is resolved against, for any text", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "/",
        "\\",
        "//",
        "..",
        ".",
        "account",
        "@",
        ":",
        "evil.test",
        "%2f",
        "%5c",
        "\t",
        "\n",
        "?",
        "#",
        "https:",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    const text = fc.array(part, { maxLength: 8 }).map((parts) => `/account${parts.join("")}`);
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), (next) => {
        const path = nextPath(next);
        if (path === null) return;
        const url = new URL(path, "https://ours.test");
        expect([url.origin, url.pathname.startsWith("//")]).toEqual(["https://ours.test", false]);
      }),
      { numRuns: 100_000 },
    );
  });
});
