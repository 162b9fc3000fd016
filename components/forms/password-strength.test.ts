import { expect, test } from "vitest";
import { strengthOf } from "./password-strength.ts";

test.each([
  ["password", "weak", "common"],
  ["aaaaaaaaaa", "weak", "repeat"],
  ["abcdefghij", "weak", "sequence"],
  ["19.07.1984", "weak", "date"],
  ["kim_harbour", "weak", "own"],
] as const)("a weak password is told why: %s", (password, strength, reason) => {
  expect(strengthOf(password, ["kim_harbour"])).toEqual({ strength, reason });
});

test("a few words are strong, and nothing is held against them", () => {
  expect(strengthOf("quiet-harbour-under-seven-moons", [])).toEqual({ strength: "strong", reason: null });
});

test("an endless password is judged at once", () => {
  expect(strengthOf("quiet harbour ".repeat(1_000), []).strength).not.toBe("weak");
});
