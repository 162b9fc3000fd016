import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { expect, test } from "vitest";
import { guessedPasswords, guessedWords, keyboardGraphs } from "./guessed-first-data.ts";
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

test("what it knows is the package's own: every keyboard and word, and the most common passwords first", () => {
  expect(guessedWords.split(" ")).toEqual(dictionary["diceware-common"]);
  expect(guessedPasswords.split(" ")).toEqual(dictionary["passwords-common"].slice(0, 10_000));
  expect(JSON.parse(keyboardGraphs)).toEqual(adjacencyGraphs);
});

test("a few words are strong, and nothing is held against them", () => {
  expect(strengthOf("quiet-harbour-under-seven-moons", [])).toEqual({ strength: "strong", reason: null });
});

test("an endless password is judged at once", () => {
  expect(strengthOf("quiet harbour ".repeat(1_000), []).strength).not.toBe("weak");
});
