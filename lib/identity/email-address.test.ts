import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalEmail } from "./email-address.ts";

const accepted: readonly (readonly [string, string])[] = [
  ["user@example.org", "user@example.org"],
  ["USER@EXAMPLE.ORG", "user@example.org"],
  ["  user@example.org ", "user@example.org"],
  ["user+tag@example.org", "user+tag@example.org"],
  ["o'brien@example.org", "o'brien@example.org"],
  ["a!b#c$d%e&f@example.org", "a!b#c$d%e&f@example.org"],
  ["user@bücher.example", "user@xn--bcher-kva.example"],
  ["user@BÜCHER.example", "user@xn--bcher-kva.example"],
  ["user@xn--bcher-kva.example", "user@xn--bcher-kva.example"],
  ["user@straße.example", "user@xn--strae-oqa.example"],
  ["user@ab--cd.example", "user@ab--cd.example"],
  [`${"a".repeat(64)}@example.org`, `${"a".repeat(64)}@example.org`],
  [`u@${"a".repeat(63)}.org`, `u@${"a".repeat(63)}.org`],
];

const refused: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["no local part", "@example.org"],
  ["two at signs", "user@@example.org"],
  ["one label", "user@localhost"],
  ["an empty label", "user@example..org"],
  ["a final dot", "user@example.org."],
  ["a hyphen at a label's end", "user@example-.org"],
  ["an underscore in the domain", "user@exa_mple.org"],
  ["an address literal", "user@[127.0.0.1]"],
  ["an IPv4 address", "user@127.0.0.1"],
  ["an IPv4 address in disguise", "user@0x7f.0x1"],
  ["a numeric top label", "user@example.123"],
  ["dots in the wrong place", "us..er@example.org"],
  ["a quoted local part", '"e@evil.test"@example.org'],
  ["a comment", "user(comment)@example.org"],
  ["a list", "victim@example.org,evil@evil.test"],
  ["a header injection", "victim@example.org\r\nBcc: evil@evil.test"],
  ["a trailing line feed", "user@example.org\n"],
  ["a trailing tab", "user@example.org\t"],
  ["NUL", "user\u0000@example.org"],
  ["a lone surrogate", "user\ud800@example.org"],
  ["a fullwidth at sign", "user\uff20example.org"],
  ["an ideographic full stop", "user@exa\u3002mple.org"],
  ["a fullwidth full stop", "user@ex\uff0eample.org"],
  ["dotless i", "m\u0131ke@example.org"],
  ["KELVIN SIGN in the local part", "\u212aate@example.org"],
  ["KELVIN SIGN in the domain", "user@\u212aate.example"],
  ["long s", "\u017fam@example.org"],
  ["long s in the domain", "user@\u017fam.example"],
  ["a soft hyphen in the domain", "user@exam\u00adple.org"],
  ["a zero width space in the domain", "user@exam\u200bple.org"],
  ["a decomposed letter in the domain", "user@bu\u0308cher.example"],
  ["a symbol in the domain", "user@☃.example"],
  ["an A-label that spells a control character", "user@xn--a.example"],
  ["an empty A-label", "user@xn--.example"],
  ["an A-label that spells plain ASCII", "user@xn--abc-.example"],
  ["an A-label of a capital", "user@xn--bcher-2pa.example"],
  ["a local part of 65 octets", `${"a".repeat(65)}@example.org`],
  ["a label of 64 octets", `u@${"a".repeat(64)}.org`],
  ["255 octets", `${"a".repeat(64)}@${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(58)}.org`],
];

describe("canonicalEmail", () => {
  test.each(accepted)("%s becomes %s", (text, canonical) => {
    expect(canonicalEmail(text)).toBe(canonical);
  });

  test.each(refused)("%s is refused", (_why, text) => {
    expect(canonicalEmail(text)).toBeNull();
  });

  test("fifty thousand at signs are refused at once", () => {
    expect(canonicalEmail(`a${"@".repeat(50_000)}b.org`)).toBeNull();
  });

  test("canonicalising twice is canonicalising once, for any text", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 6 }),
      fc.string({ unit: "grapheme-ascii", maxLength: 8 }),
      fc.constantFrom("@", ".", "xn--", "bücher", "example", "İ", "K", "ß", "ſ", "ﬁ"),
    );
    const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
    const address = fc
      .tuple(fc.constantFrom("a", "A.b", "x+y"), text, text)
      .map(([local, x, y]) => `${local}@${x}.${y}`);
    fc.assert(
      fc.property(fc.oneof(text, address), (input) => {
        const once = canonicalEmail(input);
        if (once === null) return;
        expect(canonicalEmail(once)).toBe(once);
        expect(once).toMatch(/^[\x21-\x3f\x5b-\x7e]+@[a-z0-9.-]+$/);
      }),
      { numRuns: 100_000 },
    );
  });
});
