import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reservedNames } from "./reserved-names.ts";
import { checkUsername, type UsernameCode } from "./username.ts";
import { usernameKey } from "./username-key.ts";

const cases: Readonly<Record<UsernameCode | "fine", readonly string[]>> = {
  fine: [
    "a",
    "joe",
    "_under.score",
    "a+b-c.d",
    "12345",
    "Zoë",
    "bu\u0308cher",
    "Николай",
    "Ελένη",
    "田中さん",
    "김철수kim",
    "हिन्दी",
    "ยี่สิบ",
    "שלום",
    "x".repeat(150),
  ],
  invalid_username: [
    "",
    "   ",
    "a b",
    "user@example.org",
    ".",
    "..",
    "-1",
    "+-.",
    "a/b",
    "../../admin",
    "%2e%2e%2f",
    "user\n",
    "u\u200bser",
    "user\u202enimda",
    "user\u0000",
    "user\ud800",
    "<b>x</b>",
    "{{constructor}}",
    "' OR 1=1 --",
    "½",
    "a\u0334",
    `ก${"่".repeat(5)}`,
    "\u3164",
    "x".repeat(151),
    "\ufdfa".repeat(9),
    "a".repeat(1_000_000),
  ],
  reserved_name: [
    "admin",
    "ADMIN",
    "ａｄｍｉｎ",
    "root",
    "api",
    "Me",
    "favicon.ico",
    "robots.txt",
    ".well-known",
    ".well-known.acme",
    "no-reply",
    "constructor",
    "hasOwnProperty",
    "__proto__",
  ],
  confusable_name: ["pаypal", "gооgle", "ραypal", "аdmin", "adm\u0131n", "арі", "abcא"],
};

describe("checkUsername", () => {
  test.each(cases.fine)("%j can be registered", (name) => {
    expect(checkUsername(name)).toBeNull();
  });

  for (const code of ["invalid_username", "reserved_name", "confusable_name"] as const) {
    test.each(cases[code].map((name) => [name.slice(0, 30), name]))(`%j is refused as ${code}`, (_short, name) => {
      expect(checkUsername(name)).toBe(code);
    });
  }

  test("every reserved name is spelled as it is compared", () => {
    expect([...reservedNames].filter((name) => usernameKey(name) !== name)).toEqual([]);
    expect(reservedNames.size).toBeGreaterThanOrEqual(102);
  });

  test("a name and its key are judged alike, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12 }), (name) => {
        if (checkUsername(name) === null) expect(checkUsername(usernameKey(name))).toBeNull();
      }),
      { numRuns: 20_000 },
    );
  });
});

describe("usernameKey", () => {
  test.each([
    ["MIKE", "mike"],
    ["ｍｉｋｅ", "mike"],
    ["Straße", "strasse"],
    ["STRASSE", "strasse"],
    ["STRAẞE", "strasse"],
    ["ΟΔΥΣΣΕΥΣ", "οδυσσευσ"],
    ["οδυσσευς", "οδυσσευσ"],
    ["\u212aate", "kate"],
    ["\u017fam", "sam"],
    ["\ufb01sh", "fish"],
    ["bu\u0308cher", "bücher"],
    ["ᏣᎳᎩ", usernameKey("ꮳꮃꭹ")],
  ])("%s is the same name as %s", (name, key) => {
    expect(usernameKey(name)).toBe(key);
  });

  test("dotless i is a letter of its own", () => {
    expect(usernameKey("m\u0131ke")).not.toBe("mike");
  });

  test("the key of a key is the key, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        expect(usernameKey(usernameKey(name))).toBe(usernameKey(name));
      }),
      { numRuns: 50_000 },
    );
  });
});
