import { describe, expect, it } from "vitest";
import { clockWords, waitWords } from "./wait-words.ts";

const texts = {
  seconds: { one: "{count} second", other: "{count} seconds" },
  minutes: { one: "{count} minute", other: "{count} minutes" },
  hours: { one: "{count} hour", other: "{count} hours" },
};

describe("waitWords", () => {
  it.each([
    [1, "1 second"],
    [59, "59 seconds"],
    [60, "1 minute"],
    [170, "3 minutes"],
    [3600, "60 minutes"],
    [7201, "3 hours"],
  ])("tells %i seconds as %s", (seconds, words) => {
    expect(waitWords(texts, seconds, "en")).toBe(words);
  });
});

describe("clockWords", () => {
  it.each([
    [42, "0:42"],
    [5, "0:05"],
    [75, "1:15"],
    [0, "0:00"],
    [-3, "0:00"],
  ])("shows %i seconds as %s", (seconds, words) => {
    expect(clockWords(seconds)).toBe(words);
  });
});
