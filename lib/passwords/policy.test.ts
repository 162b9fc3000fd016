import { describe, expect, test } from "vitest";
import { commonPasswords } from "./common-passwords.ts";
import { type PasswordContext, passwordRefusals } from "./policy.ts";
import { isTooSimilar } from "./similarity.ts";

function codes(password: string, context: Partial<PasswordContext> = {}): string[] {
  return passwordRefusals(password, { minLength: 8, ...context }).map(({ code }) => code);
}

/** What Django 5.2 answers with its four default validators, in the contract's order. */
const modelCases: readonly (readonly [string, Partial<PasswordContext>, readonly string[]])[] = [
  ["Cobalt-otter-41", { username: "kai_r", email: "kai@example.com" }, []],
  ["4471093355127790", { username: "kai_r" }, ["password_entirely_numeric"]],
  ["771234660912357", { username: "mia_thorne" }, ["password_entirely_numeric"]],
  ["٤٤٧١٠٩٣٣٥٥", {}, ["password_entirely_numeric"]],
  ["xqx", { username: "mia_thorne" }, ["password_too_short"]],
  ["creative", { username: "mia_t" }, ["password_too_common"]],
  ["CREATIVE", {}, ["password_too_common"]],
  ["kai_rutherford", { username: "kai_rutherford", email: "kai@example.com" }, ["password_too_similar"]],
  ["mia_thorne", { username: "mia_thorne" }, ["password_too_similar"]],
  ["abc", {}, ["password_too_short", "password_too_common"]],
  ["123456", {}, ["password_too_short", "password_too_common", "password_entirely_numeric"]],
  ["12345678", {}, ["password_too_common", "password_entirely_numeric"]],
  ["aaaaaaaa", {}, ["password_too_common"]],
  [
    "1234567",
    { username: "1234567" },
    ["password_too_short", "password_too_common", "password_entirely_numeric", "password_too_similar"],
  ],
];

describe("the models' four rules", () => {
  test.each(modelCases)("%s with %j breaks %j", (password, context, expected) => {
    expect(codes(password, context)).toEqual(expected);
  });

  test("values for the messages come with the codes", () => {
    expect(passwordRefusals("Zq-7", { minLength: 15 })).toEqual([
      { code: "password_too_short", field: "password", values: { min: 15 } },
    ]);
    expect(
      passwordRefusals("rutherford1", { minLength: 8, email: "rutherford@example.com", field: "password1" }),
    ).toEqual([{ code: "password_too_similar", field: "password1", values: { field: "email" } }]);
  });

  test("only the first attribute that resembles is named, in the models' order", () => {
    const context = {
      username: "thorne_mia",
      firstName: "miathorne",
      lastName: "miathorne",
      email: "miathorne@x.example",
    };
    expect(passwordRefusals("miathorne", { minLength: 8, ...context })).toMatchObject([
      { values: { field: "username" } },
    ]);
    expect(passwordRefusals("miathorne", { minLength: 8, ...context, username: null })).toMatchObject([
      { values: { field: "first_name" } },
    ]);
  });

  test("the user name and the mailbox are refused with up to three characters added", () => {
    for (const added of ["", "1", "!!", "123"]) {
      expect(codes(`rutherford${added}`, { username: "rutherford" })).toEqual(["password_too_similar"]);
      expect(codes(`${added}Rutherford`, { email: "rutherford@example.org" })).toEqual(["password_too_similar"]);
      expect(codes(`rutherford@example.org${added}`, { email: "rutherford@example.org" })).toEqual([
        "password_too_similar",
      ]);
    }
  });

  /** Computed with Django's code and Python's difflib. */
  test.each([
    ["kai_rutherford", "kai_rutherford", true],
    ["rutherford1", "kai_rutherford", true],
    ["example99", "kai@example.com", true],
    ["Cobalt-otter-41", "kai@example.com", false],
    ["drofrehtur_iak", "kai_rutherford", true],
    ["miathorne123456789", "mia_thorne", false],
    ["mollusc ferry quilt antenna", "kai@example.com", false],
    ["aaaaaaaaaaaaaaa", "a", false],
    ["testclient", "test+client@x.example", true],
    ["Velvet-heron-52", "velvet heron", true],
    ["joejoejoe", "joe", false],
    ["joe12", "joe", true],
  ])("%s beside %s: too similar is %s", (password, value, expected) => {
    expect(isTooSimilar(password, value)).toBe(expected);
  });
});

describe("length", () => {
  test.each([
    ["seven code points outside the plane are too few", "😀".repeat(7), ["password_too_short"]],
    ["eight letters that NFKC composes to four are too few", "e\u0301o\u0301a\u0301u\u0301", ["password_too_short"]],
    ["64 code points are welcome", `${"k9 Lp-".repeat(10)}zzzz`, []],
    ["256 code points are welcome", "ab3 ".repeat(64), []],
    ["257 are too many", `${"ab3 ".repeat(64)}x`, ["password_too_long"]],
    ["256 that NFKC blows up are too many", "\ufdfa".repeat(256), ["password_too_long"]],
    ["a megabyte is too many", "A".repeat(1_000_000), ["password_too_long"]],
    ["combining marks without end are too many", `a${"\u0316\u0301".repeat(10_000)}`, ["password_too_long"]],
  ])("%s", (_what, password, expected) => {
    expect(codes(password)).toEqual(expected);
  });

  test("exactly the least length is enough", () => {
    expect(codes("mollusc ferry q", { minLength: 15 })).toEqual([]);
    expect(codes("mollusc ferry ", { minLength: 15 })).toEqual(["password_too_short"]);
  });
});

describe("common and predictable passwords", () => {
  test("the list holds more than twenty thousand of legal length, in the spelling they are compared in", () => {
    const passwords = [...commonPasswords()];
    expect(passwords.filter((password) => Array.from(password).length >= 8).length).toBeGreaterThanOrEqual(20_000);
    expect(passwords.filter((password) => password !== password.toLowerCase() || password === "")).toEqual([]);
  });

  test.each([
    ["password123", "password_too_common"],
    [" Password123 ", "password_too_common"],
    ["ｐａｓｓｗｏｒｄ", "password_too_common"],
    ["passwordpassword", "password_too_common"],
    ["letmein1letmein1letmein1", "password_too_common"],
    ["Correct Horse Battery Staple", "password_too_common"],
    ["\u00df".repeat(9), "password_repetitive"],
    ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "password_repetitive"],
    ["abcdefghijklmn", "password_sequential"],
    ["zyxwvutsrqponm", "password_sequential"],
    ["uvwxyzabcdefg", "password_sequential"],
    ["qwertyuiopasdfg", "password_sequential"],
    ["LKJHGFDSAPOI", "password_sequential"],
    ["3edc4rfv5tgb6yhn", "password_sequential"],
    ["Latchkey", "password_product_name"],
    ["latchkey-42", "password_product_name"],
  ])("%j is %s", (password, expected) => {
    expect(codes(password)).toEqual([expected]);
  });

  test("an adopter's own product names count", () => {
    expect(codes("Wombatorium!", { productNames: ["wombatorium"] })).toEqual(["password_product_name"]);
  });

  test.each([
    "mollusc ferry quilt antenna",
    "日本語の長い合言葉ですよね、はい",
    "CaseSensitivePhrase!",
    "Velvet-heron-52",
  ])("%j is a good password", (password) => {
    expect(codes(password, { minLength: 15, username: "kai_r", email: "kai@example.com" })).toEqual([]);
  });

  test.each(["\ud800aaaaaaaaaaaaaaaaaaa", "nul\0byte in the middle of it"])("%j is malformed", (password) => {
    expect(codes(password)).toEqual(["malformed_text"]);
  });
});
